using System.Collections.Concurrent;
using Par.Worker.Alarms;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>Tells of a feed that cannot be read although its registry answers: an alarm is open until it is read again.</summary>
internal sealed partial class FeedFaults(Alarms.Alarms alarms, ILogger<FeedFaults> log)
{
    // What was last said of each; a feed of which nothing is known may have an alarm of before this program was started.
    private readonly ConcurrentDictionary<string, string> said = new(StringComparer.Ordinal);

    public async Task Tell(RegistryConnection registry, string says, CancellationToken cancellation)
    {
        if (said.TryGetValue(registry.Name, out var before) && before == says)
        {
            return;
        }

        await alarms.Raise(
            AlarmKind.Feed, registry.Name, $"{says} It is tried again by itself; the facts of the registry are asked for meanwhile.", cancellation);
        said[registry.Name] = says;
        LogFault(registry.Name, says);
    }

    public async Task IsRead(RegistryConnection registry, CancellationToken cancellation)
    {
        if (said.TryGetValue(registry.Name, out var before) && before.Length == 0)
        {
            return;
        }

        await alarms.Clear(AlarmKind.Feed, registry.Name, cancellation);
        said[registry.Name] = "";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The feed of registry {Registry} cannot be read: {Reason}")]
    private partial void LogFault(string registry, string reason);
}
