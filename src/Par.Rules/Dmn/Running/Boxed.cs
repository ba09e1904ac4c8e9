using Par.Rules.Diagnostics;
using Par.Rules.Feel;
using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Running;

/// <summary>An expression of a model, drawn as a box: it may hold FEEL, or further boxes.</summary>
internal abstract class Boxed(SourcePosition at, ItemType? type)
{
    public SourcePosition At => at;

    /// <summary>The type it is declared to have; null when none is.</summary>
    public ItemType? Declared => type;

    /// <summary>The type that whoever uses the value may count on.</summary>
    public FeelType Known => type?.Feel is { } declared && declared != FeelType.Any ? declared : Found;

    /// <summary>The type that FEEL's own rules give it, as far as they do.</summary>
    public virtual FeelType Inferred => Known;

    /// <summary>The boxes and pieces of FEEL directly within this one.</summary>
    public virtual IEnumerable<Boxed> Parts => [];

    /// <summary>The pieces of FEEL that stand directly in this box.</summary>
    public virtual IEnumerable<Written> Pieces => [];

    /// <summary>Only contexts are taken at their word without a declared type: their names may hold spaces.</summary>
    protected virtual FeelType Found => FeelType.Any;

    /// <summary>Reads all FEEL within, and gives what is wrong with it.</summary>
    public IEnumerable<Diagnostic> Faults() => Pieces.SelectMany(piece => piece.Diagnostics).Concat(Parts.SelectMany(part => part.Faults()));

    /// <summary>Says which names the expression may speak of; done once, before anything else.</summary>
    public abstract void Bind(Scope scope);

    public Value Evaluate(Surroundings around)
    {
        around.Frame.Step(at);
        return Fit(Work(around), around);
    }

    /// <summary>A value as one of the type that is declared.</summary>
    public Value Fit(Value value, Surroundings around) => type is null ? value : type.Fit(value, around, at, "the value here");

    protected abstract Value Work(Surroundings around);
}

/// <summary>FEEL as it is written.</summary>
internal sealed class LiteralBox(SourceText text, SourcePosition at, ItemType? type) : Boxed(at, type)
{
    private readonly Written _written = new(text, isTests: false);

    public override IEnumerable<Written> Pieces => [_written];

    /// <summary>The expression as it was read; null when it could not be.</summary>
    public Node? Root => _written.Root;

    public override FeelType Inferred => Known == FeelType.Any ? _written.Type : Known;

    protected override FeelType Found => Typing.ItemOf(_written.Type) is ContextType or FunctionType ? _written.Type : FeelType.Any;

    public override void Bind(Scope scope) => _written.Bind(scope);

    protected override Value Work(Surroundings around) => _written.Run(around);
}

/// <summary>An expression in a language that is never run here.</summary>
internal sealed class ForeignBox(SourcePosition at, string language) : Boxed(at, null)
{
    public override void Bind(Scope scope)
    {
    }

    protected override Value Work(Surroundings around)
    {
        around.Run.Note(DmnTexts.OtherLanguage(At, language));
        return Value.Null;
    }
}

/// <summary>Values in order, each with its own expression.</summary>
internal sealed class ListBox(SourcePosition at, ItemType? type, IReadOnlyList<Boxed> items) : Boxed(at, type)
{
    public override IEnumerable<Boxed> Parts => items;

    protected override FeelType Found => FeelType.List(Typing.Common(items.Select(item => item.Known)));

    public override void Bind(Scope scope)
    {
        foreach (var item in items)
        {
            item.Bind(scope);
        }
    }

    protected override Value Work(Surroundings around) => Value.Of(new FeelList([.. items.Select(item => item.Evaluate(around))]));
}

/// <summary>A list of contexts with the same names, drawn as a table.</summary>
internal sealed class RelationBox(SourcePosition at, ItemType? type, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<Boxed>> rows)
    : Boxed(at, type)
{
    public override IEnumerable<Boxed> Parts => rows.SelectMany(row => row);

    protected override FeelType Found => FeelType.List(FeelType.Context(
        columns.Select((name, column) => new ShapeField(name, Typing.Common(rows.Select(row => row[column].Known))))));

    public override void Bind(Scope scope)
    {
        foreach (var cell in Parts)
        {
            cell.Bind(scope);
        }
    }

    protected override Value Work(Surroundings around) => Value.Of(new FeelList([.. rows.Select(row => Value.Of(FeelContext.Of(
        [.. columns.Zip(row, (name, cell) => KeyValuePair.Create(name, cell.Evaluate(around)))])))]));
}
