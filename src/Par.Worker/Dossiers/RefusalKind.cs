namespace Par.Worker.Dossiers;

/// <summary>The reasons for which something is not done, for programs.</summary>
internal enum RefusalKind
{
    NoSuchDossier,
    AlreadyClosed,
    NoSuchOfficer,
    OtherAgency,
    AgencyPaused,
    HandsFull,
    HeldByAnother,
    AlreadyYours,
    LostLease,
    ReasonMissing,
    AwaitsThePerson,
    RequestMissing,
    NotAwaitingAnAnswer,
    StillTimeToAnswer,
    NothingToReview,
    ReviewNeedsWords,
    IllegalMove,
    StillOpen,
    ObjectionNeedsWords,
    OpenedAgain,
    NoDocument,
    WaitNeedsReason,
    NotWaiting,
    ReplyNeedsWords,
}
