namespace Par.Worker;

/// <summary>The name of a job that this program's timetable has.</summary>
internal sealed record TimetableEntry(string Name);
