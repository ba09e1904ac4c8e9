using System.Runtime.CompilerServices;
using Npgsql;
using Par.Rules.Books;
using Par.Worker.FactGathering;
using Par.Worker.Registries;

namespace Par.Worker.Rounds;

/// <summary>The days that a registry has on record for the subjects of a date trigger. A registry that is away is told apart.</summary>
internal static class RecordedDays
{
    /// <summary>
    /// The days that come between two days by the trigger, as a range of recorded days along their index; of these subjects only,
    /// where some are named.
    /// </summary>
    public static async IAsyncEnumerable<CalendarDay> Coming(
        RegistryConnection registry, DateTrigger trigger, DateOnly first, DateOnly last, IReadOnlyList<string>? subjects,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (trigger.Plus.Before(first, last) is not { } between)
        {
            yield break;
        }

        var (key, column) = (Quoted.Name(trigger.Subject.Key.Column), Quoted.Name(trigger.Field.Column));
        var sql = $"select {key}::text, {column}::date from {Quoted.Table(trigger.Subject)} where {column} between $1 and $2";
        await using var connection = await Silent.Unless(registry.Source.OpenConnectionAsync(cancellation));
        await using var command = new NpgsqlCommand(subjects is null ? sql : $"{sql} and {key} = any($3)", connection)
        {
            Parameters = { new() { Value = between.First }, new() { Value = between.Last } },
        };
        if (subjects is not null)
        {
            command.Parameters.Add(LookupSql.Keys(trigger.Subject.Key, subjects));
        }

        await using var reader = await Silent.Unless(command.ExecuteReaderAsync(cancellation));
        while (await Silent.Unless(reader.ReadAsync(cancellation)))
        {
            // The days between were asked for generously, for leap days and months of different lengths; this is exact.
            var falls = trigger.Plus.After(reader.GetFieldValue<DateOnly>(1));
            if (falls >= first && falls <= last)
            {
                yield return new CalendarDay(reader.GetString(0), falls);
            }
        }
    }
}
