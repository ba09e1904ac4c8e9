using System.Text.Json;
using Par.Worker.Agencies;
using Par.Worker.Dossiers;
using Par.Worker.Queues;

namespace Par.Worker.Desk;

/// <summary>Reads what the page of one dossier shows to one officer, and what that officer may do with it now.</summary>
internal sealed class DossierView(DeskQueries queries, Officers officers, Cards cards, PageLanguage language)
{
    /// <summary>The page, or null when the officer's agency has no such dossier.</summary>
    public async Task<DossierPageView?> Show(Guid id, DeskOfficer officer, CancellationToken cancellation)
    {
        if (await queries.Dossier(id, officer.Agency, cancellation) is not { } row)
        {
            return null;
        }

        var card = cards.Card(AsInQueue(row), officer, row.OfficerName);
        var history = new History(language, cards);
        var second = row.Task == QueueTask.SecondLook;
        var changes = await queries.Changes(id, cancellation);
        return new DossierPageView
        {
            Card = card,
            State = row is { State: DossierState.Waiting, Task: QueueTask.Handle }
                ? language.Say("Đã có trả lời, chờ cán bộ nhận", "Answered, waiting for an officer")
                : StateWords.Of(row.State, language),
            PausesTerm = row.PausedWhileWaiting,
            IsOpen = row.Task is not null,
            MayClaim = (row.Task is QueueTask.Handle or QueueTask.Review || (second && row.DecidedBy != officer.Id)) && row.Officer is null && officer.PausedAt is null,
            AwaitsAnswer = row.Task == QueueTask.AwaitAnswer,
            RequestNeeded = row.RequestNeeded,
            MayComplete = row.Task == QueueTask.Handle && card.HeldByMe,
            MayReview = row.Task == QueueTask.Review && card.HeldByMe,
            IsForReview = row.Task == QueueTask.Review,
            MayRelease = card.HeldByMe,
            NeedsWhyLate = row.LateWithoutReason,
            MayLookAgain = second && card.HeldByMe,
            FirstDecision = second
                ? $"{(row.Decided == DossierState.Approved.Word ? language.Say("Đề nghị chấp thuận", "To be approved") : language.Say("Đề nghị từ chối", "To be rejected"))} ({row.DecidedByName}){(row.DecidedReason is { } reason ? $": {reason}" : "")}"
                : null,
            Colleagues = card.HeldByMe ? [.. (await officers.Of(officer.Agency, cancellation)).Where(one => one.Id != officer.Id && one.Id != row.DecidedBy).Select(one => (one.Id, one.Name))] : [],
            Law = Articles(row.Law),
            AwaitsReply = row.Task == QueueTask.AwaitReply,
            MayObject = row.State.IsClosed,
            IsApproved = row.State == DossierState.Approved,
            Documents = DocumentLines.Of(card.Documents, card.Prefilled, changes, language, moment => cards.Local(moment, officer)),
            Story = [.. (await queries.Story(id, cancellation)).Select(line => Line(line, row, officer))],
            History = [.. changes.Select(change => history.Line(change, row.Subject, moment => cards.Local(moment, officer)))],
        };
    }

    private StoryLine Line(StoryRow line, DossierAtDesk shown, DeskOfficer officer)
    {
        var notes = new List<string>();
        if (line.CameFrom is not null)
        {
            notes.Add(language.Say($"Mở theo kết quả của hồ sơ {line.CameFrom}", $"Opened by the outcome of dossier {line.CameFrom}"));
        }

        if (line.Subject != shown.Subject)
        {
            notes.Add(language.Say($"Mang số định danh {line.Subject}", $"Under the personal number {line.Subject}"));
        }

        var isThis = line.Dossier == shown.Dossier;
        return new StoryLine(
            line.Number,
            isThis || line.Agency != officer.Agency ? null : $"/dossiers/{line.Dossier}",
            isThis,
            cards.Procedure(line.Procedure),
            cards.AgencyName(line.Agency),
            StateWords.Of(line.State, language),
            cards.Local(line.OpenedAt, officer),
            notes);
    }

    private IReadOnlyList<string> Articles(string? law)
    {
        using var articles = JsonDocument.Parse(law ?? "[]");
        return [.. articles.RootElement.EnumerateArray().Select(article => Article(article.GetProperty("ref"))).OfType<string>()];
    }

    // Findings kept before articles were in both languages hold a plain text.
    private string? Article(JsonElement name) =>
        name.ValueKind == JsonValueKind.Object ? name.GetProperty(language.Code).GetString() : name.GetString();

    // A closed dossier has left the queue; its card shows the day it closed where an open one shows its due date.
    private static QueueRow AsInQueue(DossierAtDesk row) => new()
    {
        Dossier = row.Dossier,
        Number = row.Number,
        Procedure = row.Procedure,
        Agency = row.Agency,
        Task = row.Task ?? "",
        State = row.State,
        Priority = 0,
        DueAt = row.DueAt ?? row.ClosedAt ?? row.OpenedAt,
        Officer = row.Officer,
        LeaseEnds = row.LeaseEnds,
        Attempt = row.Attempt ?? 0,
        Subject = row.Subject,
        Prefill = row.Prefill,
        Texts = row.Texts,
        Level = row.Level,
        OpenedAt = row.OpenedAt,
        QueuedAt = row.OpenedAt,
        RequestNeeded = row.RequestNeeded,
    };
}

/// <summary>The page of one dossier, in the words of the page.</summary>
internal sealed record DossierPageView
{
    public required DossierCard Card { get; init; }

    public required string State { get; init; }

    public required bool IsOpen { get; init; }

    public required bool MayClaim { get; init; }

    public required bool AwaitsAnswer { get; init; }

    public required bool RequestNeeded { get; init; }

    public required bool MayComplete { get; init; }

    /// <summary>An approved dossier whose ground fell or changed, and the officer who reads this holds it.</summary>
    public required bool MayReview { get; init; }

    public required bool IsForReview { get; init; }

    public required bool MayRelease { get; init; }

    /// <summary>Whether it waits for the person or another agency.</summary>
    public required bool AwaitsReply { get; init; }

    /// <summary>Whether its term stands still while it waits.</summary>
    public required bool PausesTerm { get; init; }

    /// <summary>Whether it is over, so that the person may object to how it ended.</summary>
    public required bool MayObject { get; init; }

    public required bool IsApproved { get; init; }

    public required IReadOnlyList<DocumentLine> Documents { get; init; }

    /// <summary>The dossiers of the same story, this one among them.</summary>
    public required IReadOnlyList<StoryLine> Story { get; init; }

    /// <summary>Whether its term ran out, so that who decides it is asked why.</summary>
    public required bool NeedsWhyLate { get; init; }

    /// <summary>Another officer's decision, which the officer who reads this holds to look at.</summary>
    public required bool MayLookAgain { get; init; }

    /// <summary>The first decision, whose it is and why; null when none waits for a second look.</summary>
    public required string? FirstDecision { get; init; }

    /// <summary>To whom the dossier can be handed over.</summary>
    public required IReadOnlyList<(string Id, string Name)> Colleagues { get; init; }

    /// <summary>The articles the dossier stands on.</summary>
    public required IReadOnlyList<string> Law { get; init; }

    public required IReadOnlyList<HistoryLine> History { get; init; }
}
