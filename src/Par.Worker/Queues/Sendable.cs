using Par.Rules.Catalogue;

namespace Par.Worker.Queues;

/// <summary>A dossier that a person wants to send to another agency, as far as it matters for whether that may be.</summary>
internal sealed record Sendable
{
    public required Guid Dossier { get; init; }

    public required string Number { get; init; }

    public required string Agency { get; init; }

    public required string State { get; init; }

    public required bool IsQueued { get; init; }

    public string? Officer { get; init; }

    /// <summary>Why it cannot be sent there today, with the mend; null when it can.</summary>
    public string? WhyNot(string to, RuleCatalogue catalogue, DateOnly today)
    {
        if (Agency == to)
        {
            return $"The dossier {Number} is at '{to}' already.";
        }

        if (!IsQueued)
        {
            return $"The dossier {Number} waits in no queue, for it is {State}: only what waits can be sent.";
        }

        if (Officer is not null)
        {
            return $"An officer of '{Agency}' holds the dossier {Number}: send it when it is given back.";
        }

        if (!catalogue.Agencies.TryGetValue(to, out var target))
        {
            return $"There is no agency '{to}': write its id as in rules/catalogue, such as commune-police/hai-chau.";
        }

        if (!target.CompetentOn(today))
        {
            return $"'{to}' is not competent today: send the dossier to the agency that took its place.";
        }

        // Where an agency has ended, one of another kind may have its work now.
        return catalogue.Agencies.TryGetValue(Agency, out var here) && here.CompetentOn(today) && here.Kind.Id != target.Kind.Id
            ? $"'{Agency}' is competent today for the dossier {Number}, and '{to}' is of another kind: send it to an agency '{here.Kind.Id}/...'."
            : null;
    }
}
