using System;
using System.Collections.Generic;
using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Puts a protocol and its messages together.</summary>
internal static class ContractParser
{
    public static ContractModel Parse(ProtocolModel protocol, IEnumerable<MessageModel> allMessages)
    {
        List<MessageModel> messages = [.. InOrder(allMessages.Where(message => message.Protocol == protocol.FullName))];
        HashSet<MessageModel> unusable = [.. MessageConflict.Find(messages).Select(static conflict => conflict.Message)];
        messages.RemoveAll(unusable.Contains);

        var known = new HashSet<string>();
        return new ContractModel(
            protocol,
            messages.ToEquatableArray(),
            messages.SelectMany(static message => message.Types).Where(type => known.Add(type.Name)).ToEquatableArray());
    }

    /// <summary>Orders messages by name, so that output does not depend on where they are declared. Partial declarations yield one.</summary>
    public static IEnumerable<MessageModel> InOrder(IEnumerable<MessageModel> messages)
        => messages
            .Distinct()
            .OrderBy(static message => message.WireName, StringComparer.Ordinal)
            .ThenBy(static message => message.Sender)
            .ThenBy(static message => message.Type, StringComparer.Ordinal);
}
