using Npgsql;
using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Filling;

/// <summary>How a household is written into the tables of the registries; what it has no part in stays empty.</summary>
internal sealed class Tables(DateTimeOffset confirmed)
{
    private static readonly TimeOnly Morning = new(8, 30);

    private readonly SupportTables support = new(confirmed);
    private readonly BusinessTables businesses = new(confirmed);

    public IReadOnlyList<TableFill> All() =>
    [
        new(RegistrySchema.Population, "household (household_id, head_id, area, address, poverty, updated_at)", Household),
        new(RegistrySchema.Population, "person (personal_id, full_name, date_of_birth, dob_precision, sex, mother_id, father_id, died_on, vneid_level, updated_at)", People),
        new(RegistrySchema.Population, "residence (personal_id, kind, area, address, household_id, registered_from, registered_until, recorded_at, updated_at)", Residences),
        new(RegistrySchema.Population, "identity_card (card_no, personal_id, issued_on, valid_until, recorded_at, updated_at)", IdentityCards),
        new(RegistrySchema.CivilStatus, "birth (registration_no, child_id, child_name, date_of_birth, sex, born_at, mother_id, father_id, registered_on, registered_in, recorded_at, updated_at)", Births),
        new(RegistrySchema.CivilStatus, "death (registration_no, deceased_id, died_at, died_on, registered_on, registered_in, informant_id, recorded_at, updated_at)", Deaths),
        new(RegistrySchema.HealthInsurance, "card (card_no, personal_id, group_code, valid_from, valid_until, recorded_at, updated_at)", InsuranceCards),
        new(RegistrySchema.SocialProtection, "pension (personal_id, kind, monthly_amount, paid_from, recorded_at, updated_at)", Pensions),
        new(RegistrySchema.SocialProtection, "disability_certificate (certificate_no, personal_id, degree, issued_on, updated_at)", support.Disabilities),
        new(RegistrySchema.SocialProtection, "allowance (personal_id, assistance_group, monthly_amount, paid_in, paid_from, updated_at)", support.Allowances),
        new(RegistrySchema.Merit, "listing (listing_no, personal_id, kind, listed_on, updated_at)", support.Merits),
        new(RegistrySchema.HouseholdBusinesses, "certificate (certificate_no, holder_id, business, kind, area, address, valid_from, valid_until, updated_at)", businesses.Certificates),
        new(RegistrySchema.Education, "enrolment (personal_id, school, grade, school_year, updated_at)", Enrolments),
        new(RegistrySchema.Land, "land_right (certificate_no, personal_id, area, parcel, square_metres, registered_on, updated_at)", LandRights),
    ];

    private void Household(NpgsqlBinaryImporter row, Household household)
    {
        row.StartRow();
        row.Text(household.Id);
        row.Text(household.Members[0].Id);
        row.Text(household.Area.Id);
        row.Text(household.Address);
        row.Text(household.Poverty);
        row.Moment(confirmed);
    }

    private void People(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var person in household.Everyone)
        {
            row.StartRow();
            row.Text(person.Id);
            row.Text(person.Name);
            row.Day(person.DateOfBirth);
            row.Text(person.Precision);
            row.Text(person.SexWritten);
            row.Text(person.Mother?.Id);
            row.Text(person.Father?.Id);
            row.Day(person.DiedOn);
            row.Small(person.VneidLevel);
            row.Moment(confirmed);
        }
    }

    private void Residences(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var person in household.Everyone)
        {
            row.StartRow();
            row.Text(person.Id);
            row.Text("permanent");
            row.Text(household.Area.Id);
            row.Text(household.Address);
            row.Text(household.Id);
            row.Day(person.ResidentFrom);
            row.Day(person.DiedOn);
            row.Moment(Province.Moment(person.ResidentFrom, Morning));
            row.Moment(confirmed);
        }
    }

    private void IdentityCards(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var person in household.Members)
        {
            if (person.IdentityCard is { } card)
            {
                row.StartRow();
                row.Text(card.Number);
                row.Text(person.Id);
                row.Day(card.IssuedOn);
                row.Day(card.ValidUntil);
                row.Moment(Province.Moment(card.IssuedOn, Morning));
                row.Moment(confirmed);
            }
        }
    }

    private void Births(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var child in household.Members)
        {
            if (child is { BirthRegistration: { } registration, Mother: { } mother })
            {
                row.StartRow();
                row.Text(registration);
                row.Text(child.Id);
                row.Text(child.Name);
                row.Day(child.DateOfBirth);
                row.Text(child.SexWritten);
                row.Moment(Province.Moment(child.DateOfBirth, new TimeOnly(child.Id[^1] - '0' + 6, 15)));
                row.Text(mother.Id);
                row.Text(child.Father?.Id);
                row.Day(child.BirthRegisteredOn);
                row.Text(household.Area.Id);
                row.Moment(Province.Moment(child.BirthRegisteredOn, Morning));
                row.Moment(confirmed);
            }
        }
    }

    private void Deaths(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var deceased in household.Deceased)
        {
            if (deceased is { DeathRegistration: { } registration, DiedOn: { } diedOn })
            {
                row.StartRow();
                row.Text(registration);
                row.Text(deceased.Id);
                row.Moment(Province.Moment(diedOn, new TimeOnly(4, 40)));
                row.Day(diedOn);
                row.Day(diedOn.AddDays(2));
                row.Text(household.Area.Id);
                row.Text(household.Members[0].Id);
                row.Moment(Province.Moment(diedOn.AddDays(2), Morning));
                row.Moment(confirmed);
            }
        }
    }

    private void InsuranceCards(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var person in household.Members)
        {
            if (person.InsuranceCard is { } card)
            {
                row.StartRow();
                row.Text(card.Number);
                row.Text(person.Id);
                row.Text(card.Group);
                row.Day(card.ValidFrom);
                row.Day(card.ValidUntil);
                row.Moment(Province.Moment(card.ValidFrom, Morning));
                row.Moment(confirmed);
            }
        }
    }

    private void Pensions(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var person in household.Members)
        {
            if (person.Pension is { } pension)
            {
                row.StartRow();
                row.Text(person.Id);
                row.Text(pension.Kind);
                row.Number(pension.MonthlyAmount);
                row.Day(pension.PaidFrom);
                row.Moment(Province.Moment(pension.PaidFrom, Morning));
                row.Moment(confirmed);
            }
        }
    }

    private void Enrolments(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var pupil in household.Members)
        {
            if (pupil.Enrolment is { } enrolment)
            {
                row.StartRow();
                row.Text(pupil.Id);
                row.Text(enrolment.School);
                row.Small(enrolment.Grade);
                row.Text(enrolment.SchoolYear);
                row.Moment(confirmed);
            }
        }
    }

    private void LandRights(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var right in household.LandRights)
        {
            row.StartRow();
            row.Text(right.Certificate);
            row.Text(household.Members[0].Id);
            row.Text(household.Area.Id);
            row.Text(right.Parcel);
            row.Number(right.SquareMetres);
            row.Day(right.RegisteredOn);
            row.Moment(confirmed);
        }
    }
}
