using Par.Rules.Feel;

namespace Par.Rules.Dmn.Running;

/// <summary>What an element needs: the names its expression may speak of, and their values.</summary>
internal sealed class Requirements
{
    private readonly Requirement[] _own;
    private readonly IGrouping<Import, Requirement>[] _imported;
    private readonly Lazy<Scope> _scope;

    public Requirements(IReadOnlyList<Requirement> all, ItemTypes types)
    {
        All = all;
        // An import without a name puts its elements among the model's own.
        _own = [.. all.Where(requirement => requirement.Import is null or { Name.Length: 0 })];
        _imported = [.. all.Where(requirement => requirement.Import is { Name.Length: > 0 }).GroupBy(requirement => requirement.Import!)];
        _scope = new Lazy<Scope>(() => MakeScope(types.Scope));
    }

    public static Requirements None { get; } = new([], ItemTypes.None);

    public IReadOnlyList<Requirement> All { get; }

    public Scope Scope => _scope.Value;

    public Value[] Values(Deciding run, Frame frame)
    {
        var values = new Value[Scope.Count];
        foreach (var requirement in _own)
        {
            values[Scope.IndexOf(requirement.Element.Variable)] = requirement.ValueIn(run, frame);
        }

        foreach (var group in _imported)
        {
            var entries = group.Select(requirement => new KeyValuePair<string, Value>(requirement.Element.Variable, requirement.ValueIn(run, frame)));
            values[Scope.IndexOf(group.Key.Name)] = Value.Of(FeelContext.Of(entries));
        }

        return values;
    }

    private Scope MakeScope(Scope types)
    {
        var own = _own.Aggregate(types, (scope, requirement) => scope.Shadowing(requirement.Element.Variable, requirement.Element.Known));
        return _imported.Aggregate(own, (scope, group) => scope.Shadowing(
            group.Key.Name, FeelType.Context(group.Select(requirement => new ShapeField(requirement.Element.Variable, requirement.Element.Known)))));
    }
}
