using System.Data;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Rules.Evaluation;
using Par.Worker.Books;
using Par.Worker.Decisions;
using Par.Worker.Intake;
using Par.Worker.Outcomes;

namespace Par.Worker.Rounds;

/// <summary>
/// Takes a batch of waiting life events all the way to the queue in one transaction: what is decided, opened and marked done
/// happens together or not at all. A round that breaks off is done over by whoever comes next, without double effect.
/// </summary>
internal sealed partial class Round(
    NpgsqlDataSource database, OfBook<RoundBook> books, OpenQuestions openQuestions, PutBack putBack, OthersAgain others, Spread spread, IOptions<RoundOptions> options, TimeProvider clock, ILogger<Round> log)
{
    private int turn = spread.Seed & 63;

    /// <summary>One round. When nothing was taken, nothing waits that this worker could have.</summary>
    public async Task<RoundResult> Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var book = books.Current;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            return await Run(connection, book, now, cancellation);
        }
        catch (Exception failure) when (failure is not (NpgsqlException or OperationCanceledException) && connection.State != ConnectionState.Open)
        {
            // A connection that broke between two statements shows in failures of other kinds, such as a transaction that is no more.
            throw new NpgsqlException("The connection to the work database broke off.", failure);
        }
    }

    private async Task<RoundResult> Run(NpgsqlConnection connection, RoundBook book, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var from = (Interlocked.Add(ref turn, 13) & int.MaxValue) % Partition.Count;
        var partitions = await WaitingWork.TakePartitions(transaction, options.Value.Partitions, from, now, cancellation);
        var result = new RoundResult();
        if (partitions.Length == 0)
        {
            return result;
        }

        var items = await WaitingWork.Read(transaction, partitions, options.Value.Events, book.Rules.Book, now, cancellation);
        result.Taken = items.Count;
        if (items.Count > 0)
        {
            var corrections = await Corrections.Read(transaction, items, cancellation);
            if (book.Merges.AreKnown)
            {
                items = await book.Merges.Carry(transaction, items, corrections, options.Value, now, result, cancellation);
                (items, corrections) = await book.OnePerson.Of(transaction, items, corrections, cancellation);
            }

            await DoPart(new Work(connection, transaction, book, corrections, now, result), items, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return result;
    }

    /// <summary>
    /// Does a part of the batch. When it fails, its effects are taken back and its halves are done alone, down to the one event
    /// that cannot be done.
    /// </summary>
    private async Task DoPart(Work work, IReadOnlyList<WorkItem> part, CancellationToken cancellation)
    {
        // A person's later events wait for the one that failed.
        var items = part.Where(item => !item.IsNew || !work.HeldUp.Contains(item.Event.Subject)).ToList();
        if (items.Count == 0)
        {
            return;
        }

        await work.Transaction.SaveAsync("part", cancellation);
        try
        {
            await Do(work, items, cancellation);
            await work.Transaction.ReleaseAsync("part", cancellation);
        }
        catch (Exception failure) when (IsOfTheEvents(failure) && work.Connection.State == ConnectionState.Open)
        {
            await work.Transaction.RollbackAsync("part", cancellation);
            await work.Transaction.ReleaseAsync("part", cancellation);
            if (items.Count > 1)
            {
                await DoPart(work, items[..(items.Count / 2)], cancellation);
                await DoPart(work, items[(items.Count / 2)..], cancellation);
                return;
            }

            work.HeldUp.Add(items[0].Event.Subject);
            work.Result.Failed++;
            work.Result.Quarantined += await putBack.Write(work.Transaction, items[0], failure, options.Value, work.Now, cancellation) ? 1 : 0;
        }
    }

    private async Task Do(Work work, IReadOnlyList<WorkItem> items, CancellationToken cancellation)
    {
        var (transaction, book, now) = (work.Transaction, work.Book, work.Now);
        var agenda = Agenda.Of(items, work.Corrections, book.Rules);
        await book.QuietTimes.Note(transaction, items, agenda, cancellation);
        var answers = await book.Rules.Decide(agenda.Questions, cancellation);
        items = OutsideLife.KeepAside(items, agenda, answers.Outside);
        var decided = await book.QuietTimes.Hush(transaction, answers.Decided, cancellation);
        decided = await book.OnePerson.Keys(transaction, decided, cancellation);

        await book.ChangedFacts.AskAgain(transaction, items.Where(item => item.IsNew).Select(item => item.Event), now, cancellation);
        await book.OutsideLife.Release(transaction, items, cancellation);
        await book.DaysToDerive.Note(transaction, items.Where(item => item.IsNew).Select(item => item.Event), now, cancellation);
        await Findings.Keep(transaction, [.. decided.Where(decision => !decision.SaysNothingNew)], book.Hash, book.LocalTime.Today, now, cancellation);
        await openQuestions.Keep(transaction, decided, now, cancellation);
        await OpenQuestions.Close(transaction, agenda.Moot, cancellation);
        await Rivals.AskAgain(transaction, decided, now, cancellation);
        var compared = await book.Grounds.Compare(transaction, agenda, decided, cancellation);
        var withdrawn = await book.Withdrawals.Withdraw(transaction, compared.Fallen, now, cancellation);
        var refreshed = await book.Refreshes.Refresh(transaction, compared.Changed, now, cancellation);
        await TakenBack.Write(transaction, compared.Reminders, now, cancellation);
        await others.Ask(
            transaction, withdrawn.Dossiers, [.. compared.Reminders.Where(wrong => wrong.Now is null).Select(wrong => wrong.Reminder.Finding)], now, cancellation);
        await book.Expectations.Note(transaction, items, agenda, now, cancellation);
        var opened = await book.Openings.Open(transaction, Wishes.Of(decided, book.Hash, book.LocalTime), book.LocalTime.Today, now, cancellation);
        await Done.Write(transaction, agenda.Done, now, cancellation);
        await Done.Quarantine(transaction, agenda.Unreadable, cancellation);

        foreach (var failed in decided.Where(decision => decision.Finding is Finding.Failed && !decision.SaysNothingNew))
        {
            LogRuleFailed(failed.Question.Rule.Id, failed.Question.Event.EventUid);
        }

        work.Result.Due += decided.Count(decision => decision.Finding is Finding.Due);
        work.Result.NotDue += decided.Count(decision => decision.Finding is Finding.NotDue);
        work.Result.Undecided += decided.Count(decision => decision.Finding is Finding.Undecided);
        work.Result.Quarantined += agenda.Unreadable.Count;
        work.Result.Opened += opened.Dossiers.Count;
        work.Result.Held += opened.Held.Count;
        work.Result.Reminded += opened.Reminders.Count;
        work.Result.Withdrawn += withdrawn.Dossiers.Count;
        work.Result.Refreshed += refreshed.Dossiers.Count;
        work.Result.Flagged += withdrawn.Flagged.Count + refreshed.Flagged.Count;
    }

    /// <summary>
    /// False for what has nothing to do with any event: the database went away or refused for the moment, the service stops. Then
    /// the whole round is taken back and done over.
    /// </summary>
    internal static bool IsOfTheEvents(Exception failure) => failure switch
    {
        OperationCanceledException or OutOfMemoryException => false,
        PostgresException { SqlState: var state } =>
            state[..2] is not ("08" or "40" or "53" or "55" or "57" or "58" or "XX") && state != "42P01",
        NpgsqlException => false,
        _ => true,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Rule {Rule} failed on life event {EventUid}; its finding says why, and it is asked again")]
    private partial void LogRuleFailed(string rule, Guid eventUid);

    /// <summary>What all parts of one round share.</summary>
    private sealed record Work(
        NpgsqlConnection Connection, NpgsqlTransaction Transaction, RoundBook Book, IReadOnlyDictionary<EventKey, Correction> Corrections, DateTimeOffset Now, RoundResult Result)
    {
        /// <summary>People of whom an event failed in this round.</summary>
        public HashSet<string> HeldUp { get; } = new(StringComparer.Ordinal);
    }
}
