namespace Par.Worker.Outbox;

/// <summary>What an outbox row is about. Receivers see these words; they never change.</summary>
internal static class Topic
{
    /// <summary>To the agency: a dossier is in its queue.</summary>
    public const string DossierOpened = "dossier.opened";

    /// <summary>To the agency: a dossier left its queue because its ground fell away.</summary>
    public const string DossierWithdrawn = "dossier.withdrawn";

    /// <summary>To both agencies: a dossier went from one to the other.</summary>
    public const string DossierTransferred = "dossier.transferred";

    /// <summary>To the person: another agency has the dossier now.</summary>
    public const string NoticeTransferred = "notice.transferred";

    /// <summary>To the agency: the ground of a dossier fell away or changed after an officer had touched it.</summary>
    public const string DossierFlagged = "dossier.flagged";

    /// <summary>To the agency: what an untouched dossier says was brought up to date after a correction.</summary>
    public const string DossierRefreshed = "dossier.refreshed";

    /// <summary>To both agencies: an untouched dossier went from one queue to the other after a correction; its number stays.</summary>
    public const string DossierMoved = "dossier.moved";

    /// <summary>To the agency, or the officer who has the dossier: its due date moved because days off were published.</summary>
    public const string DossierDueMoved = "dossier.dueMoved";

    /// <summary>To the person: the day they were promised, or have time until, moved because days off were published.</summary>
    public const string NoticeDueMoved = "notice.dueMoved";

    /// <summary>To the agency: the person said yes or no to what was prepared.</summary>
    public const string DossierAnswered = "dossier.answered";

    /// <summary>To the agency: the person objects to a dossier that was over; it is in its queue again.</summary>
    public const string DossierObjected = "dossier.objected";

    /// <summary>To the person: the objection was received, and what follows.</summary>
    public const string NoticeObjection = "notice.objection";

    /// <summary>To the head of unit: an officer gave a dossier back and said why.</summary>
    public const string DossierPushedBack = "dossier.pushedBack";

    /// <summary>To the person: a term was not kept, with the apology and the new date.</summary>
    public const string NoticeApology = "notice.apology";

    /// <summary>To the person: something can be applied for.</summary>
    public const string NoticeReminder = "notice.reminder";

    /// <summary>To the person: something is prepared; yes or no?</summary>
    public const string NoticeOffer = "notice.offer";

    /// <summary>To the person: something was opened for them.</summary>
    public const string NoticeOpened = "notice.opened";

    /// <summary>To the person: what was opened or prepared no longer stands.</summary>
    public const string NoticeWithdrawn = "notice.withdrawn";

    /// <summary>To the person: what was opened or prepared was brought up to date after a correction.</summary>
    public const string NoticeRefreshed = "notice.refreshed";

    /// <summary>To the person: a correction touches a dossier that an officer has in hand or has decided; an officer looks at it.</summary>
    public const string NoticeUnderReview = "notice.underReview";

    /// <summary>To the person: an earlier notice was wrong, or was not for them.</summary>
    public const string NoticeCorrected = "notice.corrected";

    /// <summary>To the person: what was decided.</summary>
    public const string NoticeOutcome = "notice.outcome";

    /// <summary>To the next person up: a term is near or over.</summary>
    public const string Escalation = "escalation";
}
