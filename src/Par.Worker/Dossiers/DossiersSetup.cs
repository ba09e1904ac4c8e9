namespace Par.Worker.Dossiers;

internal static class DossiersSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Dossiers, their numbers and their states.</summary>
        public IServiceCollection AddDossiers() => services.AddSingleton<Dossiers>().AddSingleton<DossierNumbers>();
    }
}
