using System.Collections.Concurrent;
using System.Globalization;
using Par.Fuzz;

namespace Par.Rules.Tests.Feel;

/// <summary>The short form of <c>./par fuzz feel</c>: expressions, cells and models by the thousand, half of them damaged; none crashes, and what is refused says why.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const ulong Seed = 2024_02_29;
    private const int Items = 100_000;
    private const int BetweenMachineCode = 10;

    [Fact]
    public void A_hundred_thousand_items_are_read_or_refused_with_a_place_and_give_the_same_each_way()
    {
        var counts = new ConcurrentDictionary<(string Kind, bool IsRead), int>();
        var complaints = new ConcurrentBag<string>();
        Parallel.For(0, Items, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, number =>
        {
            var item = FuzzItem.Small(Seed, (uint)number);
            var judgement = item.Judge(asMachineCode: number % BetweenMachineCode == 0, TestContext.Current.CancellationToken);
            counts.AddOrUpdate((item.Kind, judgement.IsRead), 1, (_, count) => count + 1);
            if (judgement.Complaint is { } complaint)
            {
                complaints.Add($"seed {Seed}, number {number}, {item.Kind}: {complaint}\n{item.Text}");
            }
        });

        output.WriteLine($"seed {Seed}");
        foreach (var ((kind, isRead), count) in counts.OrderBy(one => one.Key))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {kind}s {(isRead ? "read" : "refused")}"));
        }

        Assert.Equal("", string.Join('\n', complaints.Take(5)));
        Assert.All(new[] { "expression", "cell", "model" }, kind =>
        {
            var (read, refused) = (counts.GetValueOrDefault((kind, true)), counts.GetValueOrDefault((kind, false)));
            Assert.True(read > 2_000 && refused > 2_000, $"{read} {kind}s read, {refused} refused");
        });
    }
}
