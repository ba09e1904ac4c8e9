using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Alarms;
using Par.Worker.Books;
using Par.Worker.FactGathering;

namespace Par.Worker.Brakes;

/// <summary>
/// Finds the rules that opened far fewer in the last seven whole days than their history says: a rule that fell silent looks
/// like a quiet week, and nobody complains of what was never offered.
/// </summary>
internal sealed partial class SilentRules(
    NpgsqlDataSource database, RunningBook running, Alarms.Alarms alarms, IOptions<BrakeOptions> options, TimeProvider clock, ILogger<SilentRules> log)
{
    private const int Week = 7;

    /// <summary>Raises the alarms of rules that are silent, clears those of rules that are not, and gives back the silent ones.</summary>
    public async Task<IReadOnlyList<string>> Look(CancellationToken cancellation)
    {
        var book = running.Current;
        var today = new LocalTime(book.Catalogue, clock).Today;
        var counted = (await Count(today, cancellation)).ToLookup(row => row.Rule, StringComparer.Ordinal);
        var inForce = book.Rules.Where(rule => rule.VersionOn(today) is { Pilot: not { Shadow: true } }).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        var open = (await alarms.Open(cancellation)).Where(alarm => alarm.Kind == AlarmKind.SilentRule).Select(alarm => alarm.About).ToHashSet(StringComparer.Ordinal);

        var silent = new List<string>();
        foreach (var rule in inForce.Union(open).Order(StringComparer.Ordinal))
        {
            if (inForce.Contains(rule) && Says(rule, [.. counted[rule]], today.AddDays(-Week)) is { } says)
            {
                silent.Add(rule);
                await alarms.Raise(AlarmKind.SilentRule, rule, says, cancellation);
                if (!open.Contains(rule))
                {
                    LogSilent(says);
                }
            }
            else if (open.Contains(rule))
            {
                await alarms.Clear(AlarmKind.SilentRule, rule, cancellation);
            }
        }

        return silent;
    }

    private string? Says(string rule, IReadOnlyList<CountedDay> days, DateOnly weekBegins)
    {
        var before = days.Where(day => day.Day < weekBegins).ToList();
        if (before.Count == 0)
        {
            return null;
        }

        var known = Math.Min(options.Value.Days, weekBegins.DayNumber - before[0].First.DayNumber);
        var usual = new RuleHistory(known, [.. before.Select(day => day.Due).OrderDescending()]).UsualWeek;
        var lately = days.Where(day => day.Day >= weekBegins).Sum(day => day.Due);
        return usual >= options.Value.RareBelow && lately * options.Value.Factor <= usual
            ? $"Rule {rule} opened {lately} in the last seven days, and in a usual week it opens {usual:0}: "
                + "see whether its registry still reports its life events, and what its findings say (par.finding)."
            : null;
    }

    private async Task<IEnumerable<CountedDay>> Count(DateOnly today, CancellationToken cancellation)
    {
        const string count = """
            select rule               as "Rule",
                   day                as "Day",
                   sum(due)::integer  as "Due",
                   (select min(first.day) from par.rule_day as first where first.rule = rule_day.rule) as "First"
              from par.rule_day
             where day >= @today - 7 - @days
               and day < @today
             group by rule, day
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QueryAsync<CountedDay>(new CommandDefinition(count, new { today, days = options.Value.Days }, cancellationToken: cancellation));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Says}")]
    private partial void LogSilent(string says);

    private sealed record CountedDay
    {
        public required string Rule { get; init; }

        public required DateOnly Day { get; init; }

        public required int Due { get; init; }

        /// <summary>The first day that is known of the rule.</summary>
        public required DateOnly First { get; init; }
    }
}
