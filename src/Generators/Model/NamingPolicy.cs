namespace TypedWs.Generators.Model;

/// <summary>How members are named in JSON; the values are those of <c>TypedWs.NamingPolicy</c>.</summary>
internal enum NamingPolicy
{
    CamelCase,
    AsDeclared,
    SnakeCaseLower,
    SnakeCaseUpper,
    KebabCaseLower,
    KebabCaseUpper,
}
