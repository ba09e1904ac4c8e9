namespace Par.Worker.Reconciliation;

/// <summary>In what two sides can differ, each in the one word that the database keeps.</summary>
internal static class DifferenceKind
{
    /// <summary>The feed has a life event behind the cursor that the inbox has not.</summary>
    public const string NotTakenIn = "notTakenIn";

    /// <summary>The feed says that a life event is of another kind than the inbox says.</summary>
    public const string OtherKind = "otherKind";

    /// <summary>The feed says that a life event is about another person than the inbox says.</summary>
    public const string OtherSubject = "otherSubject";

    /// <summary>The inbox has a life event that its feed has no more.</summary>
    public const string NotInFeed = "notInFeed";

    /// <summary>A finding is due, and no dossier, reminder or once-key came of it.</summary>
    public const string NotOpened = "notOpened";

    /// <summary>Something was opened on a finding that is due, and the once-key that keeps it single is not there.</summary>
    public const string OnceKeyMissing = "onceKeyMissing";

    /// <summary>The inbox has not the life event that a dossier stands on.</summary>
    public const string EventMissing = "eventMissing";

    /// <summary>A dossier is to be worked on, and is in nobody's queue.</summary>
    public const string ItemMissing = "itemMissing";

    /// <summary>A dossier is open, and the clock of its state does not run.</summary>
    public const string ClockMissing = "clockMissing";

    /// <summary>A dossier is held, and what is to be opened with it when it is released was not kept.</summary>
    public const string HoldMissing = "holdMissing";
}
