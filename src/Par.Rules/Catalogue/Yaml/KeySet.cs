namespace Par.Rules.Catalogue.Yaml;

/// <summary>The keys one kind of map may have; the JSON schema of rule files is tested against these.</summary>
/// <param name="Name">The kind of map, as messages call it: "a rule", "a condition".</param>
/// <param name="Names">Its keys, in the order authors should write them.</param>
internal sealed record KeySet(string Name, params string[] Names);
