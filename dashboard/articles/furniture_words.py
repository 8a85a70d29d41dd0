"""What lines say that are no part of an article: a pattern a line, of a whole line."""

from typing import Final

from dashboard.documents import base


def _patterns(words: str) -> str:
    return "\n".join(line.strip() for line in words.split("\n") if line.strip())


# Why a line is no part, and what it says; of two that fit, the first. Capitals are as
# small letters.
WORDS: Final = tuple(
    (doubt, _patterns(words))
    for doubt, words in (
        (base.ADVERTISEMENT, r"""
            \W*(?:advertisements?|advertising|ad|ads by \w+|anzeige|publicidad)\W*
            \W*(?:sponsored(?: content| by .+)?|promoted(?: content)?|publicité)\W*
            \W*paid (?:post|content|program(?:me)?)\W*
            \W*(?:story|article) continues (?:below|after)(?: this)?(?: ad.*)?\W*
            scroll (?:down )?to continue(?: reading)?
        """),
        (base.SHARING, r"""
            (?:share|tweet|facebook|twitter|x|whatsapp|linkedin|reddit|e-?mail|print)\W*
            (?:pinterest|telegram|messenger|bluesky|threads|instagram|youtube|tiktok)\W*
            (?:flipboard|gift|link copied|copy (?:the )?link|bookmark|aa|text size)\W*
            save(?: for later)?
            listen(?: to this article| \(.+\))?
            share (?:this|on|via|the|article|options|full|save|with)\b.{0,60}
            (?:click to )?(?:share|print|email) .{0,30}\(opens in new window\)
            follow (?:us|me|him|her|them|the|@)\b.{0,90}
            follow .{2,50} on (?:twitter|facebook|instagram|x|threads)\b.{0,60}
        """),
        (base.RELATED, r"""
            (?:read (?:more|also|next|on|the full)|also (?:read|see)|see also)\b.{0,160}
            (?:related|recommended|trending|topics?|tags?|categories)(?: .{0,40}|:.*)?
            more (?:on|from|stories|news|in)\b.{0,90}
            you (?:may|might) also (?:like|be interested).{0,40}
            most (?:read|popular|viewed|commented)\b.{0,40}
            (?:top stories|latest (?:news|stories)|editor['’]?s['’]? picks?).{0,40}
            (?:don['’]t miss|up next|watch(?: now)?|what to read next)\b:?.{0,90}
            suggested (?:topics|for you).{0,40}
            (?:next|previous) (?:article|story|post)\b.{0,120}
            filed under.{0,120}
        """),
        (base.INVITATION, r"""
            (?:subscribe|sign ?up|sign ?in|log ?in|unsubscribe)\b.{0,200}
            register (?:now|for free|to)\b.{0,160}
            get (?:the|our|your|full)\b.{0,90}(?:newsletter|inbox|access).{0,90}
            get unlimited\b.{0,90}
            get (?:the|our|your)\b.{0,90}(?:app|alerts|briefing|delivered).{0,90}
            (?:join (?:our|the|us|\d)|support (?:our|independent|quality))\b.{0,160}
            become a (?:member|subscriber|supporter)\b.{0,120}
            already (?:a|have an?)\b.{0,90}
            create (?:a free |an? )?account.{0,90}
            (?:enter your e-?mail|e-?mail address).{0,90}
            (?:download (?:the|our)|never miss)\b.{0,160}
            (?:stay (?:up.to.date|informed|connected)|enjoy unlimited)\b.{0,160}
            you have (?:\d+|one|two|three|reached|read)\b.{0,40}(?:free|limit).{0,90}
            (?:to continue reading|want (?:more|to read|to support))\b.{0,160}
            this (?:article|content|story) is (?:for|only|available)\b.{0,160}
            thank you for (?:reading|subscribing).{0,90}
            (?:the )?(?:(?:daily|weekly|morning|evening|free) )?newsletters?
            you(?:['’]re| are) receiving.{0,160}
            (?:you received this|this e-?mail was sent).{0,160}
            manage (?:your )?(?:e-?mail )?(?:preferences|subscriptions?).{0,60}
            view (?:this |it )?(?:e-?mail )?(?:in|online)\b.{0,60}
            (?:no thanks|maybe later|donate(?: now)?)
        """),
        (base.COMMENT, r"""
            (?:\(?\d+\)? )?comments?(?: ?\(?\d+\)?)?
            (?:leave|post|add|write) a (?:comment|reply).{0,80}
            (?:view|show|see|read|load) (?:all |more )?(?:\d+ )?comments.{0,40}
            (?:be the first to|log in to|sign in to) comment.{0,40}
            join the (?:conversation|discussion).{0,60}
            \d+ (?:thoughts?|responses?|comments?) (?:on|to) .{1,160}
            (?:reply|report abuse|sort by.{0,30}|\d+ (?:likes?|replies|reactions?))
            your e-?mail address will not be published.{0,80}
        """),
        (base.COOKIES, r"""
            (?=.*cookies)(?:we|.{0,40}(?:site|website|page|partners)) uses?\b.{0,200}
            (?:accept|reject|allow|manage) (?:all )?cookies.{0,40}
            (?:cookie|consent|privacy) (?:settings|preferences|choices)
            (?:accept|reject) all
        """),
        (base.FOOT, r"""
            (?:©|\(c\) ?\d|copyright\b).{0,200}
            .{0,120}\ball rights reserved\b.{0,120}
            (?:terms (?:of|and|&).{0,40}|privacy(?: (?:policy|notice|statement))?)
            (?:cookie policy|contact(?: us)?|about(?: us)?|careers|rss|faqs?)
            (?:advertise(?: with us)?|site ?map|accessibility(?: statement)?)
            (?:do not sell.{0,60}|powered by.{0,40}|back to top|help(?: cent(?:re|er))?)
            (?:our standards:.{0,90}|purchase licensing rights.{0,20})
            (?:this material|no part of).{0,80}(?:redistributed|reproduced).{0,120}
            .{0,60}written permission.{0,150}
            sent from my \w+
            --
        """),
        (base.MENU, r"""
            skip to.{0,40}
            (?:open |close |main |toggle )?(?:menu|navigation|search|sections?)
            (?:home|close|my account|log ?out|edition|more|loading\W{0,3})
            (?:show|load|see) more
            \d+[ -]min(?:ute)?s?(?: read)?
            (?:play video|view gallery|image \d+ of \d+)
        """),
        (base.NUMBER, r"""
            [-–—] ?\d{1,4} ?[-–—]
            page \d{1,4}(?: of \d{1,4})?
            \d{1,4}(?: ?/ ?| of )\d{1,4}
            \d{1,3}
        """),
        (base.HEAD, r"""
            -{2,} ?(?:forwarded|original) message ?-*.{0,20}
            begin forwarded message:
            (?:von|an|betreff|gesendet): .{1,160}
            on .{8,120} wrote:
        """),
    )
)  # fmt: skip
