using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>A message that cannot stand beside another of the same protocol.</summary>
/// <param name="Message">The message.</param>
/// <param name="Descriptor">The kind of problem.</param>
/// <param name="Arguments">What the message of the diagnostic says of it.</param>
internal sealed record MessageConflict(MessageModel Message, DiagnosticDescriptor Descriptor, IReadOnlyList<object> Arguments)
{
    /// <summary>Finds what is wrong between the messages of one protocol. Both sides of a conflict are named.</summary>
    public static IReadOnlyList<MessageConflict> Find(IReadOnlyList<MessageModel> messages)
    {
        var conflicts = new List<MessageConflict>();
        foreach (IGrouping<string, MessageModel> sameName in messages.GroupBy(static message => message.WireName))
        {
            AddPairs(sameName, static (message, other) => message.Type != other.Type, ContractDiagnostics.DuplicateName, sameName.Key);
        }

        IEnumerable<IGrouping<GeneratedMember, MessageModel>> members = messages
            .SelectMany(static message => GeneratedMember.Of(message).Select(member => (member, message)))
            .GroupBy(static pair => pair.member, static pair => pair.message);
        foreach (IGrouping<GeneratedMember, MessageModel> sameMember in members)
        {
            AddPairs(
                sameMember,
                static (message, other) => message.Type != other.Type || message.WireName != other.WireName,
                ContractDiagnostics.MemberCollision,
                sameMember.Key.ToString());
        }

        // One report for each message says enough.
        return [.. conflicts.GroupBy(static conflict => conflict.Message).Select(static group => group.First())];

        void AddPairs(
            IEnumerable<MessageModel> group,
            System.Func<MessageModel, MessageModel, bool> collide,
            DiagnosticDescriptor descriptor,
            string subject)
        {
            foreach (MessageModel message in group)
            {
                if (group.FirstOrDefault(candidate => collide(message, candidate)) is { } other)
                {
                    string remedy = message.Type == other.Type ? "Give its attributes the same name" : "Rename one of the types";
                    conflicts.Add(new MessageConflict(
                        message,
                        descriptor,
                        [ReadableName(message.Type), ReadableName(other.Type), ReadableName(message.Protocol), subject, remedy]));
                }
            }
        }
    }

    private static string ReadableName(string type) => type.Replace("global::", string.Empty);
}
