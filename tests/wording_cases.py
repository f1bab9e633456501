"""For each rule of wording: texts that it must find, and texts that it must leave alone."""

from __future__ import annotations

CASES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "human error": (
        (
            "It was human error.",
            "Operator error led to the loss of the table.",
            "Human error in not knowing that logs are kept in another account.",
        ),
        (
            "Operator error is never a root cause.",
            "We avoid the concept of human error.",
            "The server returned error 503 to a human.",
        ),
    ),
    "careless": (
        ("The change was made carelessly.", "That was sloppy work.", "The review was lax."),
        ("Images use lazy loading.", "The lazy lookups of the cache were slow.", "The relaxed limit held."),
    ),
    "fault": (
        (
            "It was their fault.",
            "The supplier is to blame.",
            "Responder 2 was responsible for the outage.",
            "The team's fault, in the end.",
        ),
        (
            "The default of 4 was set.",
            "git blame shows the change of May.",
            "A segmentation fault stopped it.",
            "Responder 2 was responsible for the client updates.",
        ),
    ),
    "culprit": (
        ("The engineer was the culprit.", "We found that responder 2 was the culprit."),
        ("The culprit was the new pod.", "The query was the culprit.", "The pull request is the culprit."),
    ),
    "culprit was somebody": (
        ("The culprit was the engineer.", "The culprits were two developers."),
        ("The culprit was the new pod.", "The culprit is the engineer's test job.", "The team was informed."),
    ),
    "rogue person": (
        ("A rogue engineer changed it.", "There are always bad apples."),
        ("A rogue container ate the memory.", "A rogue process filled the disk."),
    ),
    "forgot": (
        (
            "The developer forgot to think about the queue.",
            "We overlooked the second host.",
            "He wasn't fully aware in which workspace he was working.",
            "Responder 3 misread the graph.",
        ),
        (
            "The forgotten template was found.",
            "The subsystem was unaware of the change.",
            "The parser misread the header.",
            "The job overlooked two rows.",
        ),
    ),
    "mistake": (
        (
            "Responder 2 accidentally deleted the table.",
            "The lead made a mistake.",
            "We wrongly assumed that it was down.",
            "The developer deleted it by mistake.",
        ),
        (
            "The script accidentally deleted the table.",
            "The replica made an error response.",
            "The wrong namespace was used.",
            "The job ran twice by mistake.",
        ),
    ),
    "mistake, nobody named": (
        ("The table was accidentally deleted.", "It was mistakenly run on production.", "It was an oversight."),
        ("The table was deleted.", "An oversight committee was told.", "It was run on production.", "The accident was reported."),
    ),
    "should have known": (
        ("They should have known better.", "Engineers need to be more careful."),
        ("The lead knew it from the runbook.", "Care was taken with the data."),
    ),
    "failed to": (
        (
            "We failed to verify the backup.",
            "Responder 4 missed the alert.",
            "The lead looked at the graph and ignored the warning.",
            "The lead looked at the graph, and ignored the warning.",
            "One of the engineers failed to mute it.",
        ),
        (
            "The server failed to start.",
            "The lead rolled back and the service failed to start.",
            "Users failed to log in.",
            "The job missed its deadline.",
            "When the engineers restarted it, the node failed to join.",
            "The load balancer, which the team had set up, failed to route.",
            "The job ended, and failed to answer.",
        ),
    ),
    "did not": (
        (
            "The team didn't test it.",
            "He did not follow the procedure.",
            "The operator caused the outage.",
            "The engineer broke production.",
            "The lead delayed the rollback.",
        ),
        (
            "The job did not finish.",
            "The release caused the outage.",
            "The change broke production.",
            "The train was delayed.",
            "The team did not see errors.",
            "We were told that the deploy delayed it.",
        ),
    ),
    "for want of": (
        ("It failed due to unfamiliarity with the pipeline.", "It happened because of a lack of training."),
        ("It failed due to a full disk.", "It happened because of a lack of memory.", "The training is in May."),
    ),
    "analysis failed": (
        ("Analysis failed to predict the load.", "The review failed to find it."),
        ("The health check failed to answer.", "The analysis took two hours.", "The build failed to finish."),
    ),
    "why did they": (
        ("Why did they not roll back?", "Why didn't the lead escalate?"),
        ("How did the rollback look then?", "Why did the pod restart?"),
    ),
    "should have": (
        ("They should have rolled back sooner.", "The alert shouldn't have been muted.", "We should've tested it."),
        (
            "The column should have UNIQUE.",
            "Every action item should have a GitHub issue.",
            "We should have working nodes after this.",
            "The page should have an owner.",
        ),
    ),
    "could have": (
        ("It could have been prevented.", "The lead could have asked."),
        (
            "It could have been worse.",
            "We looked for who could have read it.",
            "The page could have a banner.",
            "We looked for which file could’ve been copied.",
        ),
    ),
    "would have prevented": (
        ("A test would have caught it.", "It would not have happened with the old limit."),
        ("Users would have experienced slow pages.", "Customers would have seen an error page."),
    ),
    "had we": (
        (
            "Had we checked the queue, it was full.",
            "If only the alert had been louder.",
            "If we had looked, it was there.",
            "If you had told us, it was easy.",
        ),
        (
            "We had checked the queue by 10:02.",
            "The lead had it restarted.",
            "If the queue is full, it pages.",
            "If you had a basket open, it is still there.",
        ),
    ),
    "in hindsight": (
        ("In hindsight the release was risky.", "The warning signs were there.", "It was entirely predictable."),
        ("Behind the sight glass is a sensor.", "A sign warns of the step.", "The load is predicted by a model."),
    ),
    "insufficient": (
        ("There was insufficient monitoring.", "The response was inadequate.", "A lack of testing let it through."),
        (
            "There was insufficient memory.",
            "The response was 503.",
            "A lack of space stopped it.",
            "Monitoring alerted at 09:02.",
        ),
    ),
    "nobody noticed": (
        ("Nobody noticed that the report was missing.", "None of us checked the replica."),
        ("Nobody was affected.", "No one from the client joined.", "The report was missing, and nothing alerts on it."),
    ),
    "unacceptable": (
        ("The delay was unacceptable.", "The incident was mismanaged."),
        ("The certificate was not accepted.", "It was managed by the second lead."),
    ),
    "poor work": (
        ("It was poor communication.", "That was a bad decision."),
        ("The connection was poor.", "A decision was taken at 11:07."),
    ),
    "too slow": (
        ("The team was too slow to respond.", "They were slow to escalate.", "The team reacted too late."),
        ("The query was too slow.", "The page took too long to load.", "The alert came too late."),
    ),
    "adverbs": (
        ("Obviously the pool was empty.", "Unfortunately it came back."),
        ("The pool was empty.", "It came back at 11:02."),
    ),
    "root cause": (
        ("The root cause was a setting.", "We looked for the root cause."),
        ("Contributing factors were a setting and a quiet alert.", "The root directory was full."),
    ),
    "caused by somebody": (
        ("It was caused by a junior developer.", "The bug was introduced by one of our engineers."),
        ("It was caused by a full disk.", "The load was created by the developer's test job."),
    ),
    "liability": (
        (
            "We accept full responsibility.",
            "This was negligent.",
            "It is a breach of contract.",
            "We are liable for it.",
            "We failed to meet our obligations.",
            "Our team is solely responsible.",
            "We are sorry for letting you down.",
            "We dropped the ball.",
            "We own the blame.",
        ),
        (
            "Our error rate rose.",
            "Our error logs show it.",
            "We let you know at 10:02.",
            "The ball is in the picture.",
            "The team is responsible for updates.",
            "The contract is with you.",
            "The agreement ends in May.",
            "We met the target.",
            "The lead took charge at 09:03.",
        ),
    ),
    "we failed": (
        (
            "We failed to tell you.",
            "Our team did not check the backup.",
            "We should have told you sooner.",
            "We did not spend enough time on tests.",
            "We did not take the caches into account.",
            "We simply were not prepared for it.",
            "We have fallen short of what you expect.",
        ),
        (
            "The server failed to start.",
            "Customers did not see the page.",
            "The job did not finish.",
            "We did not find any further errors.",
            "The report was not ready.",
            "The script did not take the caches into account.",
            "The answer falls short of the limit.",
        ),
    ),
    "failure on our part": (
        (
            "It was a failure on our part.",
            "Human error was involved.",
            "It was accidentally merged.",
            "It was due to a configuration oversight.",
            "An untested fix went out.",
        ),
        (
            "A disk failure stopped the service.",
            "An error page was shown.",
            "It is harder now to accidentally run it there.",
            "The oversight board met.",
            "Two versions are untested.",
        ),
    ),
    "own controls": (
        (
            "It showed gaps in our monitoring.",
            "A lack of logging hid it.",
            "We lack automated tests.",
            "We did not have enough monitoring.",
            "The path was not being tested properly.",
            "Your account was not sufficiently protected.",
            "The team was understaffed.",
        ),
        (
            "There are gaps in the series.",
            "A lack of memory stopped it.",
            "We have tests for it.",
            "We did not have the file at 10:02.",
            "The path was tested on Monday.",
            "Your account was protected.",
            "The team has four people.",
        ),
    ),
    "not ours": (
        ("This was outside of our control.", "There was nothing we could do."),
        ("We control the cache from outside.", "There was nothing in the queue."),
    ),
    "law and insurance": (
        ("We have told our insurers.", "We are legally required to keep it.", "Our solicitors have seen it."),
        ("An illegal instruction stopped the job.", "The insured parcel arrived.", "The request was legal."),
    ),
    "never again": (
        (
            "This will never happen again.",
            "We guarantee it.",
            "We have taken all necessary steps.",
            "The site is fully secure.",
            "It cannot recur.",
            "Your shop will never be affected.",
            "These controls will prevent future incidents.",
            "We will immediately restore it.",
        ),
        (
            "It was a 100% outage.",
            "The disk was at 100%.",
            "We cannot guarantee it.",
            "We have immediately told you.",
            "The immediate fix was a restart.",
            "We do this to prevent a repeat.",
            "It never came back.",
            "We will test this setting by 28 October.",
            "The warranty card was shown.",
            "We took three steps.",
            "It refused 100% of requests.",
            "The site is served over HTTPS.",
            "It has not happened since.",
        ),
    ),
    "we knew": (
        (
            "We knew about this before.",
            "It is a known issue.",
            "The risk had been flagged.",
            "It was not prioritised.",
            "We had not yet prioritised it.",
            "We hadn't prioritised it.",
            "We were aware of it.",
            "We had a similar problem in another incident.",
        ),
        (
            "We were aware of it only when you called.",
            "We put it first on Monday.",
            "The knowledge base is open.",
            "It was the first time.",
            "We were aware at 10:31.",
            "You told us at 10:31.",
            "An issue was opened.",
            "The queue had 40 entries.",
            "A flag was set.",
            "The priority of the ticket is high.",
        ),
    ),
    "in the backlog": (
        ("It was in our backlog.", "The upgrade is on the backlog.", "The change had been backlogged."),
        (
            "We worked through the backlog of orders.",
            "The backlog was cleared at 11:26.",
            "40,000 messages stood in the backlog.",
            "A task backlog was found.",
            "The queue backlog grew.",
        ),
    ),
    "guesses": (
        ("We think that it was the release.", "It was probably the release.", "It appears to be a full disk."),
        ("It was the release.", "The page appears at once.", "You thought of it first."),
    ),
    "no data lost": (
        (
            "No data was accessed.",
            "There was no data loss.",
            "No customer data was lost.",
            "Your data was not affected.",
            "The service has not experienced any data loss.",
        ),
        (
            "We have looked at the records and, as at 12:31, no data was lost.",
            "We have found no evidence of it.",
            "The data is in two places.",
            "No data centre was in reach.",
            "No message came at 10:02.",
        ),
    ),
    "no impact": (
        (
            "There was no impact.",
            "Nobody else was affected.",
            "Only some pages were slow.",
            "It had no effect on your shop.",
            "The issue only affected payments.",
        ),
        (
            "As at 12:31 no orders were affected, of 4,100 that we looked at.",
            "About 3,200 attempts failed.",
            "Some users saw an error.",
            "The restart had no effect.",
            "A release changed a setting.",
        ),
    ),
    "everybody": (
        (
            "All users were affected.",
            "The shop was down for all users.",
            "It affected all of your customers.",
            "All your orders are safe.",
        ),
        (
            "A script ran for all users.",
            "We wrote to all customers.",
            "All customers (about 3,200) saw it.",
            "It loads all data at once.",
            "All users with an account of 2019 have a new form.",
        ),
    ),
    "fully restored": (
        ("The service is fully restored.", "The root cause has been identified.", "Payments are fully operational again."),
        (
            "The service works again since 11:26.",
            "06:00 PM: the site is fully recovered.",
            "At 21:34 the root cause was identified.",
            "It ends when the service is fully restored.",
        ),
    ),
    "data protection": (
        (
            "There was a breach.",
            "Personal data may have been exposed.",
            "The account was hacked.",
            "We told the ICO.",
            "Data leaked.",
            "The table was exposed to the internet.",
            "An attacker had access.",
        ),
        (
            "It exposed gaps in how we watch the queue.",
            "It blocks malicious traffic.",
            "The server answered 401 Unauthorized.",
            "A memory (socket?) leak filled the host.",
            "It leaks ports under load.",
            "The password was changed.",
            "The host leaked connections.",
            "The load breached the threshold.",
            "The film was developed.",
            "The icon was missing.",
        ),
    ),
    "data lost or shown": (
        (
            "Some data was lost.",
            "It led to data loss.",
            "The mail went to the wrong people.",
            "Users could see other customers' baskets.",
            "The e-mail addresses of 40 readers stood in it.",
            "We deleted customer records.",
        ),
        (
            "The data was read at 10:02.",
            "It led to a loss of power.",
            "The mail went to you.",
            "Users could see the banner.",
            "The address of the shop is unchanged.",
            "We deleted the old release.",
        ),
    ),
    "money": (
        (
            "You will get a service credit.",
            "We will refund the fee.",
            "We will compensate you.",
            "An SLA of 99.9 % holds.",
            "We are crediting all plans.",
            "We have issued credits.",
        ),
        (
            "It has been accredited.",
            "We applied a change.",
            "Customers pay by card.",
            "The credits of the film roll.",
            "3,200 payments failed.",
            "38 % of calls failed.",
        ),
    ),
    "supplier's fault": (
        (
            "It was caused by our supplier.",
            "Your team broke the page.",
            "Another client was affected as well.",
            "The provider failed.",
            "It was slow due to a fault at our provider.",
            "A change applied by one of our third-party providers stopped it.",
        ),
        (
            "It was slow due to a full disk.",
            "A change applied at 10:02 stopped it.",
            "A service that checkout depends on did not answer.",
            "Your team told us at 10:31.",
            "Your customers saw an error.",
            "The provider's page is linked below.",
        ),
    ),
    "people to be reached": (
        ("Write to ana@example.org.", "Ask @ana about it."),
        ("Reply to this ticket.", "It was ticket 18233."),
    ),
    "telephone": (
        ("Ring +44 20 7946 0958.", "Call 020 7946 0958.", "Call 01632 960123."),
        ("It began at 10:02.", "It was ticket 18233.", "From 2026-10-14 10:02 on."),
    ),
    "places inside": (
        (
            "The host till-sam-02 was full.",
            "It answered from 10.0.4.7.",
            "See https://larch.slack.com/archives/C1.",
            "The file /var/log/basket.log grew.",
        ),
        (
            "Your shop at shop.example.org was slow.",
            "Between 10:02 and 11:26 it failed.",
            "Release checks test this.",
            "On 28 October we add a test.",
        ),
    ),
    "weaknesses": (
        ("An unpatched server was found.", "The API key was changed.", "It ran version 3.18.0."),
        ("A server was found.", "The key point is the setting.", "It ran for 3.5 hours."),
    ),
    "outage": (
        ("There was a total outage.", "The outage began at 10:02."),
        ("Customers could not pay from 10:02.", "The route was changed."),
    ),
}
