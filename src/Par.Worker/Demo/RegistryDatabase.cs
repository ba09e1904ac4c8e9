namespace Par.Worker.Demo;

/// <summary>One registry's database and its two logins: the registry's own application writes, the worker may only select.</summary>
internal sealed record RegistryDatabase(RegistrySchema Schema, string Name, string WriterConnectionString, string ReaderConnectionString);
