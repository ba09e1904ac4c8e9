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
    public Record On(DateOnly day)
    {
        var found = Array.BinarySearch(_changes, day);
        return _records[found >= 0 ? found : ~found - 1];
    }

    private Record RecordOn(Parameter[] ordered, DateOnly day) =>
        new(Shape, [.. ordered.Select(parameter => parameter.On(day)?.Value ?? Value.Null)], new FactSource("law", null));
}
