namespace Par.Worker.Demo.People;

/// <summary>As the registries write it, in lower case.</summary>
internal enum Sex
{
    Male,
    Female,
}
