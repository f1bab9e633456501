"""The words beside a name that nobody knows: what leads to a person, and what shows a thing."""

from __future__ import annotations

from postmortem.blameless.words import word_set

# Before an unknown word with a capital: a person is meant, where the rest of it is a name as well.
LEADS = word_set(
    """
    by from via met meet meeting called phoned rang emailed spoke loop looped escalated assigned introducing colleague
    friend wife husband brother sister boss manager director author authors professor lecturer engineer developer designer
    founder ceo cto cfo speaker presenter guest contact client customer
    """
)
# Before a name: what somebody is to somebody.
RELATIONS = word_set(
    """
    brother sister wife husband partner colleague friend boss manager mate mum dad mother father son daughter cousin uncle
    aunt neighbour neighbor intern contractor flatmate teammate predecessor successor
    """
)
# Before a word: somebody does something together with somebody.
WITH_SOMEBODY = word_set("with met from by alongside via")
# After an unknown word with a capital: only people do this.
SPEAKS = word_set(
    """
    thinks thought reckons suspects suspected asked asks wondered wonders replied agreed offered volunteered insisted
    promised explained mentioned emailed phoned rang tweeted reckoned believes joked apologised suggested
    """
)
ARTICLES = word_set("the a an this that these those our your my its their each every any no some another which")
# Before a name of a thing.
BEFORE_A_THING = word_set(
    """
    project team operation squad tribe codename codenamed service cluster server host site room building street avenue road
    city town university college school institute hotel station airport stadium conference app application plugin theme
    framework library package module product platform theatre theater bank company agency release version ticket branch
    repo repository model chapter act episode hurricane storm cafe bar pub restaurant brand using install installed
    """
)
# After a name of a thing.
THING_FOLLOWS = word_set(
    """
    server servers cluster service services app apps site sites website api db database queue release releases street road
    avenue lane square park university college school institute hospital library plugin theme framework project team
    squad office building room station airport hotel bank river valley hills county city house hall bridge port beach
    festival conference award prize museum gallery theatre theater press records labs studio studios systems software
    technologies solutions group ltd inc llc plc gmbh corp foundation trust council cloud dashboard pipeline job jobs
    namespace bucket instance instances node nodes pod pods environment env module package repo branch tool bot engine
    account card line lines day week syndrome law theorem distribution algorithm method test scale index model effect
    editor browser player console scanner theme gateway router switch printer till tills sensor reader
    """
)
# After "@": everybody, a team, a job; nobody in particular.
BROADCASTS = word_set(
    "here channel everyone group all room team media import override test bean autowired param return returns todo"
)
TEAM_WORDS = word_set(
    """
    team teams ops oncall call devs dev support platform infra backend frontend sre sres web admin admins it security data
    product design dba dbas noc soc itops qa release managers leads bot bots app help desk responders engineering
    delivery tech leadership
    """
)
