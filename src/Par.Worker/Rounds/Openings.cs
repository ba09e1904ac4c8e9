using Dapper;
using Npgsql;
using Par.Worker.Brakes;
using Par.Worker.Dossiers;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// Opens what findings say is due: each once-key once, with number, prefill, clock, queue item and notices, all in the caller's
/// transaction and with the same few statements for one finding as for a thousand. What the brake holds gets its number and its
/// history, and nothing else: nobody is told, no term runs.
/// </summary>
internal sealed class Openings(DossierNumbers numbers, Clocks clocks, Brakes.Brakes brakes)
{
    public async Task<Opened> Open(
        NpgsqlTransaction transaction, IReadOnlyList<DossierToOpen> due, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        if (due.Count == 0)
        {
            return new Opened([], [], [], []);
        }

        var wishes = due
            .DistinctBy(wish => (wish.Gate, wish.OnceKey))
            .Select(wish => Prepare(wish, now))
            .ToList();
        var through = await PassGate(transaction, wishes, now, cancellation);
        var passed = wishes.Where(wish => through.Contains(wish.Due.Finding)).ToList();
        var toHold = await brakes.ToHold(transaction, [.. passed.Select(wish => wish.Due)], today, now, cancellation);
        var held = passed.Where(wish => toHold.Contains(wish.Due.Finding)).Select(wish => wish with { Clock = null }).ToList();
        var opened = passed.Where(wish => !toHold.Contains(wish.Due.Finding)).ToList();
        var dossiers = opened.Where(wish => !wish.IsReminder).ToList();
        var reminders = opened.Where(wish => wish.IsReminder).ToList();
        var numbered = dossiers.Concat(held.Where(wish => !wish.IsReminder)).ToList();

        var taken = await numbers.Take([.. numbered.Select(wish => wish.Due.Agency)], now, cancellation);
        await OpeningRows.Write(transaction, numbered, taken, reminders, now, cancellation);
        await Held.Write(transaction, [.. held.Select(wish => new HeldRow(wish.Id, wish.Due))], now, cancellation);
        await Clocks.Write(transaction, [.. dossiers.Select(wish => wish.Clock!)], cancellation);
        await Outbox.Outbox.Write(
            transaction,
            [
                .. dossiers.SelectMany((wish, place) => OpeningNotices.Of(wish, taken[place], now)),
                .. reminders.SelectMany(wish => OpeningNotices.OfReminder(wish, now)),
            ],
            now,
            cancellation);

        return new Opened(
            [.. dossiers.Select((wish, place) => new OpenedDossier(wish.Id, taken[place], wish.Due.Finding, wish.Clock!.DueAt))],
            [.. reminders.Select(wish => new OpenedReminder(wish.Id, wish.Due.Finding))],
            [.. held.Select(wish => wish.Id)],
            [.. due.Where(wish => !through.Contains(wish.Finding))]);
    }

    /// <summary>Everything that can fail without the database fails here, before a key is taken: an unknown agency, a missing calendar.</summary>
    private Opening Prepare(DossierToOpen due, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new Opening(id, due, due.Level == 1 ? null : clocks.First(id, due, now));
    }

    private static async Task<HashSet<Guid>> PassGate(
        NpgsqlTransaction transaction, List<Opening> wishes, DateTimeOffset now, CancellationToken cancellation)
    {
        var arguments = new
        {
            now,
            gates = wishes.Select(wish => wish.Due.Gate).ToArray(),
            onceKeys = wishes.Select(wish => wish.Due.OnceKey).ToArray(),
            findings = wishes.Select(wish => wish.Due.Finding).ToArray(),
            dossiers = wishes.Select(wish => wish.IsReminder ? (Guid?)null : wish.Id).ToArray(),
        };
        var through = await transaction.Connection!.QueryAsync<Guid>(
            new CommandDefinition(Sql.Read("Rounds/gate.sql"), arguments, transaction, cancellationToken: cancellation));
        return [.. through];
    }
}
