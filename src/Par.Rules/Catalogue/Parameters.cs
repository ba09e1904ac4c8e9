using System.Collections.Frozen;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Catalogue;

/// <summary>All dated parameters, and what rules see of them on a day as <c>param</c>.</summary>
public sealed class Parameters
{
    private readonly DateOnly[] _changes;
    private readonly Record[] _records;

    internal Parameters(IEnumerable<Parameter> parameters)
    {
        All = parameters.ToFrozenDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var ordered = All.Values.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ToArray();
        Shape = new RecordShape("param").Define(ordered.Select(parameter => new ShapeField(parameter.Name, parameter.Type)));
        _changes =
        [
            DateOnly.MinValue,
            .. ordered.SelectMany(parameter => parameter.Values).Select(value => value.From).Distinct().Order(),
        ];
        _records = [.. _changes.Select(day => RecordOn(ordered, day))];
    }

    /// <summary>The parameters, by name.</summary>
    public IReadOnlyDictionary<string, Parameter> All { get; }

    /// <summary>The parameters as rules see them: one field each.</summary>
    public RecordShape Shape { get; }

    /// <summary>The values that hold on a day; null where the law had set none yet.</summary>
    public Record On(DateOnly day) => _records[PlaceOf(day)];

    /// <summary>The values that hold on a day, and the days from the first to the last on which they hold.</summary>
    internal (Record Values, DateOnly From, DateOnly Until) PeriodOf(DateOnly day)
    {
        var place = PlaceOf(day);
        return (_records[place], _changes[place], place + 1 < _changes.Length ? _changes[place + 1].AddDays(-1) : DateOnly.MaxValue);
    }

    private int PlaceOf(DateOnly day)
    {
        var found = Array.BinarySearch(_changes, day);
        return found >= 0 ? found : ~found - 1;
    }

    private Record RecordOn(Parameter[] ordered, DateOnly day) =>
        new(Shape, [.. ordered.Select(parameter => parameter.On(day)?.Value ?? Value.Null)], new FactSource("law", null));
}
