using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Alarms;
using Par.Worker.Dossiers;
using Par.Worker.Storage;

namespace Par.Worker.Brakes;

/// <summary>
/// Counts what each rule opens, and pulls the brake on one that opens far more than it should: what it finds due from then on is
/// held, until a human has looked at it.
/// </summary>
internal sealed class Brakes(IOptions<BrakeOptions> options)
{
    /// <summary>
    /// The findings to hold, of those that passed the gate, which come in the order in which they would open. With a constant
    /// number of statements, in the caller's transaction.
    /// </summary>
    public async Task<IReadOnlySet<Guid>> ToHold(
        NpgsqlTransaction transaction, IReadOnlyList<DossierToOpen> through, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var held = new HashSet<Guid>();
        if (through.Count == 0)
        {
            return held;
        }

        var rules = through.GroupBy(due => due.Rule, StringComparer.Ordinal).ToList();
        foreach (var counted in await Count(transaction, rules, today, cancellation))
        {
            var ofRule = rules.Single(group => group.Key == counted.Rule).ToList();
            if (counted.IsOn)
            {
                held.UnionWith(ofRule.Select(due => due.Finding));
                continue;
            }

            var history = new RuleHistory(counted.Days, counted.Busiest);
            var perDay = ofRule[^1].BrakePerDay;
            if (counted.IsLifted || history.Allowed(perDay, options.Value) is not { } allowed || counted.Before + ofRule.Count <= allowed)
            {
                continue;
            }

            held.UnionWith(ofRule.Skip(Math.Max(0, allowed - counted.Before)).Select(due => due.Finding));
            await Pull(transaction, counted.Rule, today, allowed, Says(counted.Rule, allowed, perDay, history), now, cancellation);
        }

        return held;
    }

    private static string Says(string rule, int allowed, int? perDay, RuleHistory history) =>
        $"Rule {rule} found more than {allowed} due in one day, "
        + (perDay is null ? $"and on a busy day it finds {history.BusyDay}: " : "which its file names as the most: ")
        + $"what it opens further is held. Look at it ('./par brake list'), then './par brake release {rule}' or './par brake discard {rule}'.";

    private async Task<IReadOnlyList<CountedRule>> Count(
        NpgsqlTransaction transaction, IReadOnlyList<IGrouping<string, DossierToOpen>> rules, DateOnly today, CancellationToken cancellation)
    {
        var arguments = new
        {
            today,
            days = options.Value.Days,
            rules = rules.Select(group => group.Key).ToArray(),
            dues = rules.Select(group => group.Count()).ToArray(),
        };
        var read = await transaction.Connection!.QueryMultipleAsync(
            new CommandDefinition(Sql.Read("Brakes/count.sql"), arguments, transaction, cancellationToken: cancellation));
        await using (read)
        {
            await read.ReadAsync<string>();
            return [.. await read.ReadAsync<CountedRule>()];
        }
    }

    private static async Task Pull(
        NpgsqlTransaction transaction, string rule, DateOnly today, int allowed, string says, DateTimeOffset now, CancellationToken cancellation)
    {
        const string pull = """
            insert into par.brake (rule, day, allowed, pulled_at)
            values (@rule, @today, @allowed, @now)
                on conflict (rule) where ended_at is null do nothing
            """;

        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(pull, new { rule, today, allowed, now }, transaction, cancellationToken: cancellation));
        await Alarms.Alarms.Raise(transaction, AlarmKind.Brake, rule, says, now, cancellation);
    }

    private sealed record CountedRule
    {
        public required string Rule { get; init; }

        public required int Before { get; init; }

        public required int Days { get; init; }

        public required int[] Busiest { get; init; }

        public required bool IsOn { get; init; }

        public required bool IsLifted { get; init; }
    }
}
