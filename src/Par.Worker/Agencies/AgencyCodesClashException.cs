namespace Par.Worker.Agencies;

/// <summary>Two agencies of the catalogue have one code, so their dossier numbers would clash. The message names them all, and the mend.</summary>
internal sealed class AgencyCodesClashException(string message) : Exception(message);
