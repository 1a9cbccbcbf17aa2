namespace TypedWs;

/// <summary>How the names of members are made for JSON. <c>[JsonPropertyName]</c> overrides it for one member.</summary>
public enum NamingPolicy
{
    /// <summary><c>firstName</c>, as <c>JsonNamingPolicy.CamelCase</c> has it.</summary>
    CamelCase,

    /// <summary><c>FirstName</c>: the name as it is declared.</summary>
    AsDeclared,

    /// <summary><c>first_name</c>, as <c>JsonNamingPolicy.SnakeCaseLower</c> has it.</summary>
    SnakeCaseLower,

    /// <summary><c>FIRST_NAME</c>, as <c>JsonNamingPolicy.SnakeCaseUpper</c> has it.</summary>
    SnakeCaseUpper,

    /// <summary><c>first-name</c>, as <c>JsonNamingPolicy.KebabCaseLower</c> has it.</summary>
    KebabCaseLower,

    /// <summary><c>FIRST-NAME</c>, as <c>JsonNamingPolicy.KebabCaseUpper</c> has it.</summary>
    KebabCaseUpper,
}
