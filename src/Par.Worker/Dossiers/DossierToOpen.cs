using System.Text.Json.Serialization;
using Par.Rules.Calendars;

namespace Par.Worker.Dossiers;

/// <summary>A finding that is due: what is to be opened, or at level 1 what the person is to be reminded of.</summary>
internal sealed record DossierToOpen
{
    public required Guid Finding { get; init; }

    public required string Registry { get; init; }

    public required Guid EventUid { get; init; }

    public required string Rule { get; init; }

    public required int RuleVersion { get; init; }

    public required string BookHash { get; init; }

    public required string Subject { get; init; }

    /// <summary>1 reminds, 2 prepares and asks, 3 opens at once.</summary>
    public required int Level { get; init; }

    public required string Procedure { get; init; }

    /// <summary>The agency's own id, such as <c>commune-police/hai-chau</c>.</summary>
    public required string Agency { get; init; }

    public required string OnceKey { get; init; }

    /// <summary>Who shares the once-key: the rule alone, or the rules of its exclusive group.</summary>
    public string Gate
    {
        get => field ?? Rule;
        init;
    }

    /// <summary>The most its rule may open in one day, where the rule's file names it.</summary>
    public int? BrakePerDay { get; init; }

    /// <summary>Where its dossier begins, unless it is held.</summary>
    [JsonIgnore]
    public DossierState FirstState => Level == 2 ? DossierState.Prepared : DossierState.Queued;

    /// <summary>The personal ids of those who are told; when there are none, the agency is.</summary>
    public required IReadOnlyList<string> Tell { get; init; }

    /// <summary>The procedure's own term. Where the rule names none, the setting ServiceLevels:WithoutDeadline stands in.</summary>
    public Term? Deadline { get; init; }

    /// <summary>From when the term counts; from the opening when left out.</summary>
    public DateTimeOffset? DeadlineFrom { get; init; }

    public string? DeadlineLaw { get; init; }

    public TimeOnly? CutOff { get; init; }

    /// <summary>Whether the procedure's own term stands still while the dossier waits.</summary>
    public bool PausedWhileWaiting { get; init; }

    /// <summary>How long a prepared dossier waits for the person; ServiceLevels:Answer when left out.</summary>
    public Term? AnswerWithin { get; init; }

    public required bool RequestNeeded { get; init; }

    /// <summary>JSON.</summary>
    public required string Prefill { get; init; }

    /// <summary>JSON: <c>{title: {vi, en}, why: [{vi, en}], offer or text: {vi, en}}</c>.</summary>
    public required string Texts { get; init; }
}
