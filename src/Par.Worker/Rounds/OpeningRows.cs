using System.Text.Json;
using Dapper;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>Writes the rows of what is opened: dossiers with their first change and queue items, and reminders.</summary>
internal static class OpeningRows
{
    /// <summary>Three statements whatever the number, in the caller's transaction. A dossier without a clock is held: it gets no queue item.</summary>
    public static async Task Write(
        NpgsqlTransaction transaction,
        IReadOnlyList<Opening> dossiers,
        IReadOnlyList<string> numbers,
        IReadOnlyList<Opening> reminders,
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
            states = Each(wish => wish.State.Word),
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
            pausedWhileWaiting = Each(wish => wish.Due.PausedWhileWaiting),
            dueAt = Each(wish => wish.Clock?.DueAt),
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
