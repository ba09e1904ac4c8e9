using Microsoft.Extensions.Options;
using Par.Rules.Calendars;

namespace Par.Worker.ServiceLevels;

/// <summary>
/// When each rung of escalation comes, in working time around the due date. Rung by rung: a term in days warns ahead of its
/// end, then at the end, then step by step; a term in minutes begins at its end.
/// </summary>
internal sealed class Ladder(IOptions<ServiceLevelOptions> options)
{
    public const int Rungs = 4;

    /// <summary>When the rung after the given one is due; null when the top was told.</summary>
    public DateTimeOffset? NextAt(WorkingCalendar calendar, string kind, DateTimeOffset due, int rung)
    {
        if (rung >= Rungs)
        {
            return null;
        }

        var offset = kind is ClockKind.Handling or ClockKind.Wait
            ? rung * options.Value.Step
            : rung == 0 ? -options.Value.Ahead : (rung - 1) * options.Value.Step;
        return offset == TimeSpan.Zero ? due : calendar.MomentOf(calendar.WorkingTimeUntil(due) + offset);
    }
}
