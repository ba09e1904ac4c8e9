using System.Text.Json;
using Dapper;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// Opens what findings say is due: each once-key once, with number, prefill, clock, queue item and notices, all in the caller's
/// transaction and with the same few statements for one finding as for a thousand.
/// </summary>
internal sealed class Openings(DossierNumbers numbers, Clocks clocks)
{
    public async Task<Opened> Open(
        NpgsqlTransaction transaction, IReadOnlyList<DossierToOpen> due, DateTimeOffset now, CancellationToken cancellation)
    {
        if (due.Count == 0)
        {
            return new Opened([], [], []);
        }

        var wishes = due
            .DistinctBy(wish => (wish.Rule, wish.OnceKey))
            .Select(wish => Prepare(wish, now))
            .ToList();
        var through = await PassGate(transaction, wishes, now, cancellation);
        var opened = wishes.Where(wish => through.Contains(wish.Due.Finding)).ToList();
        var dossiers = opened.Where(wish => !wish.IsReminder).ToList();
        var reminders = opened.Where(wish => wish.IsReminder).ToList();

        var taken = await numbers.Take(transaction, [.. dossiers.Select(wish => wish.Due.Agency)], now, cancellation);
        await Write(transaction, dossiers, taken, reminders, now, cancellation);
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
            rules = wishes.Select(wish => wish.Due.Rule).ToArray(),
            onceKeys = wishes.Select(wish => wish.Due.OnceKey).ToArray(),
            findings = wishes.Select(wish => wish.Due.Finding).ToArray(),
            dossiers = wishes.Select(wish => wish.IsReminder ? (Guid?)null : wish.Id).ToArray(),
        };
        var through = await transaction.Connection!.QueryAsync<Guid>(
            new CommandDefinition(Sql.Read("Rounds/gate.sql"), arguments, transaction, cancellationToken: cancellation));
        return [.. through];
    }

    private static async Task Write(
        NpgsqlTransaction transaction,
        List<Opening> dossiers,
        IReadOnlyList<string> numbers,
        List<Opening> reminders,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        T[] Each<T>(Func<Opening, T> pick) => [.. dossiers.Select(pick)];
        T[] EachReminder<T>(Func<Opening, T> pick) => [.. reminders.Select(pick)];

        var arguments = new
        {
            now,
            ids = Each(wish => wish.Id),
            numbers = numbers.ToArray(),
            procedures = Each(wish => wish.Due.Procedure),
            levels = Each(wish => (short)wish.Due.Level),
            rules = Each(wish => wish.Due.Rule),
            ruleVersions = Each(wish => wish.Due.RuleVersion),
            bookHashes = Each(wish => wish.Due.BookHash),
            findings = Each(wish => wish.Due.Finding),
            registries = Each(wish => wish.Due.Registry),
            eventUids = Each(wish => wish.Due.EventUid),
            subjects = Each(wish => wish.Due.Subject),
            tells = Each(wish => JsonSerializer.Serialize(wish.Due.Tell)),
            agencies = Each(wish => wish.Due.Agency),
            requestsNeeded = Each(wish => wish.Due.RequestNeeded),
            prefills = Each(wish => wish.Due.Prefill),
            texts = Each(wish => wish.Due.Texts),
            terms = Each(wish => wish.Due.Deadline?.ToString()),
            termLaws = Each(wish => wish.Due.DeadlineLaw),
            cutOffs = Each(wish => wish.Due.CutOff),
            dueAt = Each(wish => wish.Clock!.DueAt),
            reminderIds = EachReminder(wish => wish.Id),
            reminderProcedures = EachReminder(wish => wish.Due.Procedure),
            reminderRules = EachReminder(wish => wish.Due.Rule),
            reminderFindings = EachReminder(wish => wish.Due.Finding),
            reminderRegistries = EachReminder(wish => wish.Due.Registry),
            reminderEventUids = EachReminder(wish => wish.Due.EventUid),
            reminderSubjects = EachReminder(wish => wish.Due.Subject),
            reminderAgencies = EachReminder(wish => wish.Due.Agency),
            reminderTexts = EachReminder(wish => wish.Due.Texts),
            reminderTells = EachReminder(wish => JsonSerializer.Serialize(wish.Due.Tell)),
        };
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("Rounds/open.sql"), arguments, transaction, cancellationToken: cancellation));
    }
}
