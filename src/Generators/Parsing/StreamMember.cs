using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>The member of a message's params in which the stream travels that it takes along.</summary>
internal static class StreamMember
{
    private const string Default = "stream";

    /// <summary>Its name: the attribute's, or the default.</summary>
    public static string NameOf(INamedTypeSymbol message)
        => message.FindAttribute(ContractAttributes.StreamMember) is { ConstructorArguments: [{ Value: string name }] } ? name : Default;

    /// <summary>Reports where a name is empty or that of a member of the message, and where there is nothing to name.</summary>
    public static void Check(INamedTypeSymbol message, MessageShape shape, ObjectModel? model, ProblemList problems)
    {
        string name = NameOf(message);
        if (shape.Accepted is null)
        {
            if (message.FindAttribute(ContractAttributes.StreamMember) is not null)
            {
                problems.Add(ContractDiagnostics.StreamMemberWithoutStream, message.Locations[0], message.ToReadableName(), name);
            }
        }
        else if (name.Length == 0 || model?.Members.Any(member => member.JsonName == name || member.Key == name) == true)
        {
            problems.Add(ContractDiagnostics.StreamMemberTaken, message.Locations[0], message.ToReadableName(), name, name.Length == 0 ? "is empty" : "is also the name of one of its members");
        }
    }
}
