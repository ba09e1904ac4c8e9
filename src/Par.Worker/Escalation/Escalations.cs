using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Agencies;
using Par.Worker.Outbox;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Escalation;

/// <summary>
/// Tells the next person up, each rung once, that a term is near or over. Any number of workers may scan at once. A clock that
/// cannot be escalated is put off and named in the log; the others go on.
/// </summary>
internal sealed partial class Escalations(
    NpgsqlDataSource database,
    AgencyDirectory directory,
    Ladder ladder,
    Apologies apologies,
    IOptions<EscalationOptions> options,
    TimeProvider clock,
    ILogger<Escalations> log)
{
    /// <summary>Tells every rung that has come, and returns how many were told.</summary>
    public async Task<int> RaiseDue(CancellationToken cancellation)
    {
        var told = 0;
        var one = 0;
        while (true)
        {
            var taken = new List<DueRung>();
            try
            {
                told += await RaiseBatch(one > 0 ? 1 : options.Value.Batch, taken, cancellation);
                one = Math.Max(0, one - 1);
                if (taken.Count == 0)
                {
                    return told;
                }
            }
            catch (NpgsqlException refused) when (taken.Count > 1)
            {
                BatchRefused(refused, taken.Count);
                one = taken.Count;
            }
            catch (NpgsqlException refused) when (taken.Count == 1)
            {
                PutOff(refused, taken[0].Clock.Kind, taken[0].Clock.Dossier);
                await PutOff(taken[0], cancellation);
            }
        }
    }

    /// <summary>One transaction. Fills <paramref name="taken"/> before anything is written, so that the caller knows what a failure was about.</summary>
    private async Task<int> RaiseBatch(int limit, List<DueRung> taken, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        taken.AddRange(await connection.QueryAsync<Clock, DueRungRow, DueRung>(
            new CommandDefinition(Sql.Read("Escalation/scan.sql"), new { now, limit }, transaction, cancellationToken: cancellation),
            (due, row) => row.With(due),
            splitOn: "Number"));
        if (taken.Count == 0)
        {
            return 0;
        }

        var climbed = taken.Select(due => Climbed(due, now)).ToList();
        var telling = taken.Where((due, place) => climbed[place].Rung == due.Rung).ToList();
        var recorded = await Record(transaction, telling, now, cancellation);
        await Clocks.Write(transaction, climbed, cancellation);
        var letters = await apologies.Draft(transaction, [.. telling.Where(due => due.IsBreachAt(now))], now, cancellation);
        await Outbox.Outbox.Write(transaction, [.. recorded.Select(due => Notice(due, now)), .. letters], now, cancellation);
        await transaction.CommitAsync(cancellation);
        return recorded.Count;
    }

    /// <summary>The clock one rung up; or, when its next rung cannot be worked out, the same clock put off.</summary>
    private Clock Climbed(DueRung due, DateTimeOffset now)
    {
        try
        {
            return due.Clock.Climb(directory.CalendarNamed(due.Clock.Calendar), ladder);
        }
        catch (Exception unusable) when (unusable is KeyNotFoundException or ArgumentException)
        {
            PutOff(unusable, due.Clock.Kind, due.Clock.Dossier);
            return due.Clock with { NextRungAt = now + options.Value.RetryAfter };
        }
    }

    private static async Task<IReadOnlyList<DueRung>> Record(
        NpgsqlTransaction transaction, List<DueRung> telling, DateTimeOffset now, CancellationToken cancellation)
    {
        var arguments = new
        {
            now,
            dossiers = telling.Select(due => due.Clock.Dossier).ToArray(),
            clocks = telling.Select(due => due.Clock.Kind).ToArray(),
            rungs = telling.Select(due => due.Rung).ToArray(),
            told = telling.Select(due => due.Told).ToArray(),
        };
        var places = await transaction.Connection!.QueryAsync<int>(
            new CommandDefinition(Sql.Read("Escalation/record.sql"), arguments, transaction, cancellationToken: cancellation));
        return [.. places.Select(place => telling[place - 1])];
    }

    private static OutboxRow Notice(DueRung due, DateTimeOffset now) => OutboxRow.Of(
        Topic.Escalation,
        due.Told,
        new JsonObject
        {
            ["dossier"] = due.Clock.Dossier,
            ["number"] = due.Number,
            ["agency"] = due.Agency,
            ["clock"] = due.Clock.Kind,
            ["rung"] = due.Rung,
            ["dueAt"] = due.Clock.DueAt,
            ["over"] = due.Clock.DueAt <= now,
            ["sayWhy"] = due.IsBreachAt(now),
        },
        now);

    private async Task PutOff(DueRung due, CancellationToken cancellation)
    {
        const string putOff = """
            update par.clock
               set next_rung_at = @later
             where dossier = @dossier and kind = @kind and next_rung_at is not null
            """;

        var arguments = new { dossier = due.Clock.Dossier, kind = due.Clock.Kind, later = clock.GetUtcNow() + options.Value.RetryAfter };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(putOff, arguments, cancellationToken: cancellation));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took {Count} clocks one by one because together they were refused")]
    private partial void BatchRefused(Exception refused, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Put off the {Clock} clock of dossier {Dossier}: its next rung could not be told")]
    private partial void PutOff(Exception refused, string clock, Guid dossier);
}
