using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Feel;

namespace Par.Rules.Evaluation;

/// <summary>What each thread works with; it serves one event after the other, and keeps nobody's facts between them.</summary>
internal sealed class Workbench
{
    [ThreadStatic]
    private static Workbench? _mine;

    private Parameters? _parameters;
    private DateOnly _from;
    private DateOnly _until;
    private DateOnly _today;

    public static Workbench Mine => _mine ??= new Workbench();

    public Frame Frame { get; } = new(0);

    /// <summary>Puts the day on which the question is put in its place; most often it stands there.</summary>
    public void Today(DateOnly today)
    {
        if (_today != today || Frame.Slots[RuleReading.TodayPlace].IsNull)
        {
            _today = today;
            Frame.Slots[RuleReading.TodayPlace] = Value.Of(today);
        }
    }

    /// <summary>Puts the parameters of a day in their place; most often they stand there.</summary>
    public void Law(Parameters parameters, DateOnly day)
    {
        if (_parameters != parameters || day < _from || day > _until || Frame.Slots[RuleReading.ParamPlace].IsNull)
        {
            (var values, _from, _until) = parameters.PeriodOf(day);
            _parameters = parameters;
            Frame.Slots[RuleReading.ParamPlace] = Value.Of(values);
        }
    }

    // The day and its law are nobody's facts, and mostly wanted again.
    public void Clear(int places, int locals)
    {
        Frame.Slots.AsSpan(0, RuleReading.TodayPlace).Clear();
        if (places > RuleReading.ParamPlace + 1)
        {
            Frame.Slots.AsSpan(RuleReading.ParamPlace + 1, places - RuleReading.ParamPlace - 1).Clear();
        }

        if (locals > 0)
        {
            Frame.Locals.AsSpan(0, Math.Min(locals, Frame.Locals.Length)).Clear();
        }

        (Frame.First, Frame.Second, Frame.Key) = (null, null, null);
    }
}
