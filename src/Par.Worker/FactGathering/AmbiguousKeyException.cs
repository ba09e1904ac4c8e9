using Par.Rules.Catalogue;

namespace Par.Worker.FactGathering;

/// <summary>A registry has two records under one key, such as two people with one personal id: nobody can say whom its facts are about.</summary>
internal sealed class AmbiguousKeyException(Entity entity) : Exception(
    $"The registry '{entity.Registry.Id}' has more than one {entity.Name} under a key that this event leads to, so nobody can say whom it is about: "
    + "the registry must mend that; then replay the event.");
