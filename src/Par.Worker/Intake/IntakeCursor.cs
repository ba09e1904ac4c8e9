using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>How far a registry has been taken in, and on which server that position counts.</summary>
internal readonly record struct IntakeCursor(long SystemIdentifier, FeedPosition Position);
