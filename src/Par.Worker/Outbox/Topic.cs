namespace Par.Worker.Outbox;

/// <summary>What an outbox row is about. Receivers see these words; they never change.</summary>
internal static class Topic
{
    /// <summary>To the agency: a dossier is in its queue.</summary>
    public const string DossierOpened = "dossier.opened";

    /// <summary>To the agency: a dossier left its queue because its ground fell away.</summary>
    public const string DossierWithdrawn = "dossier.withdrawn";

    /// <summary>To the agency: the ground of a dossier fell away after an officer had touched it.</summary>
    public const string DossierFlagged = "dossier.flagged";

    /// <summary>To the agency: the person said yes or no to what was prepared.</summary>
    public const string DossierAnswered = "dossier.answered";

    /// <summary>To the person: something can be applied for.</summary>
    public const string NoticeReminder = "notice.reminder";

    /// <summary>To the person: something is prepared; yes or no?</summary>
    public const string NoticeOffer = "notice.offer";

    /// <summary>To the person: something was opened for them.</summary>
    public const string NoticeOpened = "notice.opened";

    /// <summary>To the person: what was opened or prepared no longer stands.</summary>
    public const string NoticeWithdrawn = "notice.withdrawn";

    /// <summary>To the person: what was decided.</summary>
    public const string NoticeOutcome = "notice.outcome";

    /// <summary>To the next person up: a term is near or over.</summary>
    public const string Escalation = "escalation";
}
