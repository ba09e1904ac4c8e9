using System.CommandLine;
using Par.Worker.Alarms;
using Par.Worker.Intake;
using Par.Worker.Quarantine;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>quarantine</c>: life events that are kept aside, and what a human decides about them.</summary>
internal static class QuarantineVerb
{
    public static Command Command() => new("quarantine", "Lists life events that are kept aside, shows them without personal data, and decides about them.")
    {
        QuarantineListVerb.List(),
        QuarantineListVerb.Show(),
        QuarantineDecideVerb.Replay(),
        QuarantineDecideVerb.Dismiss(),
    };

    public static Option<string?> Registry() => new("--registry") { Description = "Only life events of this registry.", HelpName = "NAME" };

    public static Option<string?> Kind() => new("--kind") { Description = "Only life events of this kind, such as birth.registered.", HelpName = "KIND" };

    /// <summary>Opens the work database for a verb and closes it after.</summary>
    public static async Task<int> On(string? settingsFile, Func<Quarantine.Quarantine, Task<int>> act, CancellationToken cancellation)
    {
        var builder = WorkerHost.Builder(settingsFile);
        builder.Services.AddStorage().AddAlarms().AddQuarantine();
        await using var host = builder.Build();
        Settings.Validate(host.Services);
        await host.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);
        return await act(host.Services.GetRequiredService<Quarantine.Quarantine>());
    }

    /// <summary>The life events named on the command line, or every sentence that says why they are none.</summary>
    public static (IReadOnlyList<EventKey> Keys, IReadOnlyList<string> Problems) Read(IReadOnlyList<string> names)
    {
        var read = names.Select(name => (Name: name, Key: QuarantinedEvent.Read(name))).ToList();
        return (
            [.. read.Select(one => one.Key).OfType<EventKey>()],
            [.. read.Where(one => one.Key is null).Select(one =>
                $"'{one.Name}' is no life event: write REGISTRY/EVENT-UID as './par quarantine list' shows it, such as land/0f8fad5b-d9cb-469f-a165-70867728950e.")]);
    }

    /// <summary>What to say where a registry is named that is none; null when it is one.</summary>
    public static async Task<string?> Unknown(string? registry, Quarantine.Quarantine quarantine, CancellationToken cancellation)
    {
        if (registry is null)
        {
            return null;
        }

        var known = await quarantine.Registries(cancellation);
        return known.Contains(registry, StringComparer.Ordinal) ? null
            : Par.Rules.Diagnostics.Nearest.Name(registry, known) is { } nearest ? $"There is no registry '{registry}'. Did you mean '{nearest}'?"
            : known.Count == 0 ? $"There is no registry '{registry}': nothing has been taken in yet."
            : $"There is no registry '{registry}'. The registries are: {string.Join(", ", known)}.";
    }
}
