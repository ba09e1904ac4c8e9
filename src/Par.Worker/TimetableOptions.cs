namespace Par.Worker;

/// <summary>Section <c>Timetable</c>: how often the jobs run. What they do is found in tables, so a tick more or less changes latency only.</summary>
internal sealed class TimetableOptions
{
    /// <summary>How often people whose day has come are looked for. 1 second to 1 day; 1 minute by default.</summary>
    public TimeSpan DateTriggers { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often life events that should have come are looked for. 1 second to 1 day; 1 minute by default.</summary>
    public TimeSpan MissingEvents { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often agencies that have ended are looked at. 1 second to 1 day; 10 minutes by default.</summary>
    public TimeSpan Transfers { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often terms that are near or over are looked for. 1 second to 1 hour; 15 seconds by default.</summary>
    public TimeSpan Escalation { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often it is looked whether a calendar was published anew and open due dates must move. 1 second to 1 hour; 1 minute by default.</summary>
    public TimeSpan Deadlines { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often leases that ran out are looked for. 1 second to 1 hour; 15 seconds by default.</summary>
    public TimeSpan LeaseRescue { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often officers' free capacity is looked at, to let in what is kept back. 1 second to 1 hour; 15 seconds by default.</summary>
    public TimeSpan Pacing { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often snapshots are looked for that slow the work database down. 1 second to 1 hour; 15 seconds by default.</summary>
    public TimeSpan HeldSnapshots { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often rules are looked for that fell silent. 1 second to 1 day; 1 hour by default.</summary>
    public TimeSpan SilentRules { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often life events in quarantine are counted for the alarms. 1 second to 1 hour; 15 seconds by default.</summary>
    public TimeSpan Quarantine { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often days that are over are looked for, to take their roots. 1 second to 12 hours; 1 hour by default.</summary>
    public TimeSpan Roots { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The time of night at which registries, inbox, findings and dossiers are held against each other; 01:30 by default.</summary>
    public TimeOnly ReconciliationAt { get; set; } = new(1, 30);

    /// <summary>The time of night at which what is no longer needed is purged; 02:30 by default.</summary>
    public TimeOnly RetentionAt { get; set; } = new(2, 30);

    /// <summary>The IANA name of the time zone that <see cref="ReconciliationAt"/> and <see cref="RetentionAt"/> are meant in; <c>Asia/Ho_Chi_Minh</c> by default.</summary>
    public string TimeZone { get; set; } = "Asia/Ho_Chi_Minh";
}
