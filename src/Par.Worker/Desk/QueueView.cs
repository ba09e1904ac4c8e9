using System.Globalization;
using Microsoft.Extensions.Options;
using Par.Worker.Agencies;
using Par.Worker.Queues;

namespace Par.Worker.Desk;

/// <summary>Reads what the queue page shows to one officer: numbers, what the officer holds, and one page of what waits.</summary>
internal sealed class QueueView(
    AgencyQueues queues, Officers officers, DeskQueries queries, Cards cards, PageLanguage language, IOptions<DeskOptions> options, TimeProvider clock)
{
    public async Task<QueuePageView> Show(DeskOfficer officer, bool answers, string? after, CancellationToken cancellation)
    {
        var size = options.Value.PageSize;
        var counts = await queries.Counts(officer.Agency, clock.GetUtcNow(), cancellation);
        var held = answers ? [] : await queries.Held(officer.Agency, officer.Id, cancellation);
        var rows = await queues.Show(officer.Agency, answers ? [QueueTask.AwaitAnswer, QueueTask.AwaitReply] : [QueueTask.Handle, QueueTask.Review, QueueTask.SecondLook], size + 1, Position(after), cancellation);
        var names = (await officers.Of(officer.Agency, cancellation)).ToDictionary(one => one.Id, one => one.Name, StringComparer.Ordinal);

        return new QueuePageView
        {
            Agency = language.Say(officer.AgencyVi, officer.AgencyEn),
            Waiting = Number(counts.Waiting),
            Answers = Number(counts.Answers),
            Late = counts.Late,
            Holding = officer.Holding,
            Capacity = officer.Capacity,
            Paused = officer.PausedReason,
            Held = [.. held.Select(row => cards.Card(row, officer))],
            Cards = [.. rows.Take(size).Where(row => answers || row.Officer != officer.Id).Select(row => cards.Card(row, officer, row.Officer is null ? null : names.GetValueOrDefault(row.Officer)))],
            Next = rows.Count > size ? Written(rows[size - 1].Position) : null,
        };
    }

    // The place in the queue travels in the address: priority, due date and dossier, none of which says who the person is.
    private static string Written(QueuePosition at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.Priority}.{at.DueAt.UtcTicks}.{at.Dossier:N}");

    private static QueuePosition? Position(string? written) =>
        written?.Split('.') is [var priority, var due, var dossier]
        && short.TryParse(priority, NumberStyles.None, CultureInfo.InvariantCulture, out var rank)
        && long.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTimeOffset.MaxValue.Ticks
        && Guid.TryParseExact(dossier, "N", out var id)
            ? new QueuePosition(rank, new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : null;

    private string Number(long number) => number.ToString("#,0", language.Culture);
}

/// <summary>The queue page, in the words of the page.</summary>
internal sealed record QueuePageView
{
    public static QueuePageView Nothing { get; } = new() { Agency = "", Waiting = "", Answers = "", Held = [], Cards = [] };

    public required string Agency { get; init; }

    public required string Waiting { get; init; }

    public required string Answers { get; init; }

    public long Late { get; init; }

    public int Holding { get; init; }

    public int Capacity { get; init; }

    public string? Paused { get; init; }

    public required IReadOnlyList<DossierCard> Held { get; init; }

    public required IReadOnlyList<DossierCard> Cards { get; init; }

    /// <summary>Where the next page begins, or null on the last page.</summary>
    public string? Next { get; init; }
}
