using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <summary>
/// Brings dossiers up to date after a correction, as long as nobody has touched them: fields, texts, term, who is told, and the
/// agency where another one is competent now. What an officer has touched stays as it is and is flagged with both values.
/// </summary>
internal sealed class Refreshes(Clocks clocks, Flags flags)
{
    /// <summary>All with a constant number of statements, in the caller's transaction.</summary>
    public async Task<Refreshed> Refresh(
        NpgsqlTransaction transaction, IReadOnlyList<ChangedGround> changed, DateTimeOffset now, CancellationToken cancellation)
    {
        if (changed.Count == 0)
        {
            return new Refreshed([], []);
        }

        var grounds = changed.DistinctBy(ground => ground.Dossier).ToDictionary(ground => ground.Dossier);
        var rows = await GroundRow.Lock(transaction, [.. grounds.Keys], cancellation);
        var refreshed = rows.Where(row => row.Untouched && grounds[row.Dossier].Differences.Count > 0).ToList();
        await Renew(transaction, refreshed, grounds, now, cancellation);
        var flagged = await flags.Raise(
            transaction, [.. rows.Except(refreshed).Select(row => Flagged(row, grounds[row.Dossier]))], now, cancellation);
        return new Refreshed([.. refreshed.Select(row => row.Dossier)], flagged);
    }

    private static Flag Flagged(GroundRow row, ChangedGround ground) => ground.Differences.Count == 0
        ? new Flag(row, ChangeWord.GroundStands, CorrectionWords.StandsAgain, Mark: null)
        : new Flag(row, ChangeWord.GroundChanged, CorrectionWords.OtherNow, Difference.Mark(ground.Differences)) { Differences = ground.Differences };

    private async Task Renew(
        NpgsqlTransaction transaction,
        List<GroundRow> rows,
        Dictionary<Guid, ChangedGround> grounds,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var running = await Clocks.Of(transaction, [.. rows.Select(row => row.Dossier)], [ClockKind.Answer, ClockKind.Statutory], cancellation);
        var counted = running
            .Where(clock => clock.IsRunning)
            .ToDictionary(clock => clock.Dossier, clock => Counts(clock, grounds[clock.Dossier]) ? clocks.Corrected(clock, grounds[clock.Dossier].Now, now) : clock);
        var renewed = rows.Select(row => new Renewal(row, grounds[row.Dossier], counted[row.Dossier].DueAt)).ToList();

        await Write(transaction, renewed, cancellation);
        await Clocks.Write(transaction, [.. counted.Values], cancellation);
        await Dossiers.Dossiers.Move(transaction, [.. renewed.Select(Move)], now, cancellation);
        await Outbox.Outbox.Write(transaction, [.. renewed.SelectMany(renewal => RefreshNotices.Of(renewal, now))], now, cancellation);
    }

    // Who is asked anew has the whole time again; the procedure's own term moves only when it or its calendar is another.
    private static bool Counts(Clock clock, ChangedGround ground) =>
        clock.Kind == ClockKind.Answer
        || ground.Differences.Any(difference => difference.What is Difference.Deadline or Difference.Agency);

    private static DossierMove Move(Renewal renewal)
    {
        var detail = new JsonObject
        {
            ["reason"] = CorrectionWords.Both(CorrectionWords.OtherNow),
            ["differences"] = Difference.AsJson(renewal.Ground.Differences),
            ["finding"] = renewal.Ground.Now.Finding,
        };
        if (renewal.Row.DueAt != renewal.DueAt)
        {
            detail["dueAt"] = new JsonObject { ["before"] = renewal.Row.DueAt, ["after"] = renewal.DueAt };
        }

        return new DossierMove
        {
            Dossier = renewal.Row.Dossier,
            Change = ChangeWord.Refreshed,
            Actor = DossierMove.Engine,
            Reason = CorrectionWords.OtherNow.Vi,
            Detail = detail.ToJsonString(),
        };
    }

    private static async Task Write(NpgsqlTransaction transaction, List<Renewal> renewed, CancellationToken cancellation)
    {
        T[] Each<T>(Func<Renewal, T> pick) => [.. renewed.Select(pick)];
        T[] EachNow<T>(Func<DossierToOpen, T> pick) => [.. renewed.Select(renewal => pick(renewal.Ground.Now))];

        var arguments = new
        {
            dossiers = Each(renewal => renewal.Row.Dossier),
            dueAt = Each(renewal => renewal.DueAt),
            findings = EachNow(now => now.Finding),
            ruleVersions = EachNow(now => now.RuleVersion),
            bookHashes = EachNow(now => now.BookHash),
            subjects = EachNow(now => now.Subject),
            tells = EachNow(now => JsonSerializer.Serialize(now.Tell)),
            agencies = EachNow(now => now.Agency),
            requestsNeeded = EachNow(now => now.RequestNeeded),
            prefills = EachNow(now => now.Prefill),
            texts = EachNow(now => now.Texts),
            terms = EachNow(now => now.Deadline?.ToString()),
            termLaws = EachNow(now => now.DeadlineLaw),
            cutOffs = EachNow(now => now.CutOff),
            pausedWhileWaiting = EachNow(now => now.PausedWhileWaiting),
        };
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Sql.Read("Outcomes/refresh.sql"), arguments, transaction, cancellationToken: cancellation));
    }
}

/// <summary>An untouched dossier that is brought up to date: as it stood, as it is right now, and when it is due from now on.</summary>
internal sealed record Renewal(GroundRow Row, ChangedGround Ground, DateTimeOffset DueAt)
{
    public bool Moves => Row.Agency != Ground.Now.Agency;
}

/// <summary>What became of dossiers that say something that is other now.</summary>
/// <param name="Dossiers">Brought up to date: nobody had touched them.</param>
/// <param name="Flagged">Left as they are with a row in their history: an officer had begun, or had finished.</param>
internal sealed record Refreshed(IReadOnlyList<Guid> Dossiers, IReadOnlyList<Guid> Flagged);
