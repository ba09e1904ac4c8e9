using System.Diagnostics;
using Par.Worker.Embedded;

namespace Par.Worker.Tests.Embedded;

public sealed class DeadOwnerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_killed_with_9_leaves_no_process_and_no_folder()
    {
        using var folder = new PrivateFolder();
        using var owner = await OwnerProcess.Start(folder.Path);
        Assert.NotEmpty(ProcessesOf.Server(owner.Folder));

        await owner.Kill();

        await Eventually.True(() => folder.Clusters.Length == 0);
        await Eventually.True(() => ProcessesOf.Server(owner.Folder).Count == 0);
    }

    [Fact]
    public async Task What_a_killed_supervisor_left_is_swept_at_the_next_start()
    {
        using var folder = new PrivateFolder();
        using var owner = await OwnerProcess.Start(folder.Path);
        using var supervisor = Process.GetProcessById(Assert.Single(ProcessesOf.Supervisor(owner.Folder)));
        supervisor.Kill();
        await owner.Kill();
        Assert.NotEmpty(ProcessesOf.Server(owner.Folder));

        await using var next = await EmbeddedCluster.Start(
            new EmbeddedOptions { Under = folder.Path, Durability = Durability.Off }, Cancellation);

        Assert.Equal([next.Folder], folder.Clusters);
        Assert.Equal([], ProcessesOf.Server(owner.Folder));
    }

    [Fact]
    public async Task A_living_owners_cluster_is_not_swept()
    {
        using var folder = new PrivateFolder();
        using var owner = await OwnerProcess.Start(folder.Path);

        await using var next = await EmbeddedCluster.Start(
            new EmbeddedOptions { Under = folder.Path, Durability = Durability.Off }, Cancellation);

        Assert.Equal(new[] { owner.Folder, next.Folder }.Order(), folder.Clusters.Order());
        Assert.NotEmpty(ProcessesOf.Server(owner.Folder));
        await owner.Kill();
        await Eventually.True(() => folder.Clusters.Length == 1);
    }
}
