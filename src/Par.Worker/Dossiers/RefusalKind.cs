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
    DayFull,
    Away,
    OwnDecision,
    HeldByAnother,
    AlreadyYours,
    LostLease,
    ReasonMissing,
    AwaitsThePerson,
    RequestMissing,
    NotAwaitingAnAnswer,
    StillTimeToAnswer,
    SecondLookNeeded,
    NoSecondLook,
    SendBackNeedsWords,
    LateReasonMissing,
    PushBackNeedsWords,
    HandoverNotPossible,
    NothingToReview,
    ReviewNeedsWords,
    IllegalMove,
}
