namespace Par.Worker.Agencies;

/// <summary>A calendar cannot come into service after the one that is; the message says why, and the mend.</summary>
internal sealed class CalendarRefusedException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems));
