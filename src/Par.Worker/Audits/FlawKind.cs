namespace Par.Worker.Audits;

/// <summary>What can be wrong with histories and roots, for programs.</summary>
internal enum FlawKind
{
    /// <summary>A row says something else than its hash was made of.</summary>
    Altered,

    /// <summary>A row does not name the hash of the row before it.</summary>
    Unlinked,

    /// <summary>Rows are not there.</summary>
    Missing,

    /// <summary>There are more rows than the dossier had changes.</summary>
    Surplus,

    /// <summary>The dossier is in another state than its history came to.</summary>
    StateDiffers,

    /// <summary>Rows of a dossier that is not there.</summary>
    NoDossier,

    /// <summary>Rows of a day that is older than the first root.</summary>
    BeforeFirstRoot,

    RootMissing,

    RootAltered,

    RootUnlinked,

    /// <summary>The rows of a day are not those its root was made of.</summary>
    DayDiffers,
}
