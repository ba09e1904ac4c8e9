namespace Par.Worker.Rounds;

/// <summary>A reminder that was written.</summary>
internal sealed record OpenedReminder(Guid Reminder, Guid Finding);
