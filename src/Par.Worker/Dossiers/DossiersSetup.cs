namespace Par.Worker.Dossiers;

internal static class DossiersSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Dossiers, their numbers, their states and their documents.</summary>
        public IServiceCollection AddDossiers() => services.AddSingleton<Dossiers>().AddSingleton<DossierNumbers>().AddSingleton<Documents>();
    }
}
