namespace Par.Worker.Alarms;

/// <summary>Something a human must look at, as it is told to whoever runs the service.</summary>
internal sealed record Alarm
{
    /// <summary>One word of <see cref="AlarmKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about: a folder, a rule.</summary>
    public required string About { get; init; }

    /// <summary>What is wrong and the mend. Never anything about a person.</summary>
    public required string Says { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required DateTimeOffset? ClearedAt { get; init; }
}
