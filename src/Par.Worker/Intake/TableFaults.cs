using System.Collections.Concurrent;
using Par.Worker.Alarms;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>Tells of a table that cannot be read although its registry answers: an alarm is open until it is read again.</summary>
internal sealed partial class TableFaults(Alarms.Alarms alarms, ILogger<TableFaults> log)
{
    // What was last said of each; a table of which nothing is known may have an alarm of before this program was started.
    private readonly ConcurrentDictionary<(string Registry, string Kind), string> said = new();

    public async Task Tell(RegistryTable table, string says, CancellationToken cancellation)
    {
        if (said.TryGetValue(Name(table), out var before) && before == says)
        {
            return;
        }

        await alarms.Raise(AlarmKind.EventTable, About(table), $"{says} It is tried again by itself; other life events of the registry go on.", cancellation);
        said[Name(table)] = says;
        LogFault(table.Registry.Name, table.Kind, says);
    }

    public async Task IsRead(RegistryTable table, CancellationToken cancellation)
    {
        if (said.TryGetValue(Name(table), out var before) && before.Length == 0)
        {
            return;
        }

        await alarms.Clear(AlarmKind.EventTable, About(table), cancellation);
        said[Name(table)] = "";
        if (before is not null)
        {
            LogReadAgain(table.Registry.Name, table.Kind);
        }
    }

    private static (string Registry, string Kind) Name(RegistryTable table) => (table.Registry.Name, table.Kind);

    private static string About(RegistryTable table) => $"{table.Registry.Name}/{table.Kind}";

    [LoggerMessage(Level = LogLevel.Error, Message = "The table of {Kind} in registry {Registry} cannot be read: {Reason}")]
    private partial void LogFault(string registry, string kind, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The table of {Kind} in registry {Registry} is read again")]
    private partial void LogReadAgain(string registry, string kind);
}
