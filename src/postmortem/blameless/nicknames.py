"""Short forms by which people are called: "Mike" for Michael, "Bob" for Robert, and the other way round."""

from __future__ import annotations

# Each line is one given name, formal form first, then the forms it is shortened to.
_GROUPS = """
michael mike mick mikey micky
robert rob bob bobby robbie bert
william will bill billy willy liam
richard rich rick dick richie ricky
james jim jimmy jamie jem
john johnny jon jack
jonathan jon jonny
thomas tom tommy
joseph joe joey
daniel dan danny
david dave davey
edward ed eddie ted teddy ned
andrew andy drew
anthony tony ant
antonio tony
benjamin ben benny
samuel sam sammy
samantha sam
christopher chris kit topher
christine chris chrissy tina
christina chris tina
matthew matt matty
nicholas nick nicky
alexander alex al sasha xander sandy
alexandra alex sasha sandra
stephen steve stevie
steven steve stevie
peter pete
patrick pat paddy
patricia pat patty trish tricia
gregory greg
geoffrey geoff
jeffrey jeff
kenneth ken kenny
ronald ron ronnie
donald don donny
timothy tim timmy
philip phil
phillip phil
lawrence larry laurie
leonard leo len lenny
charles charlie chuck chas
frederick fred freddie
dominic dom
maxwell max
maximilian max
zachary zach zack
joshua josh
jacob jake
nathaniel nate nathan
nathan nate
elizabeth liz beth lizzie eliza betty libby
katherine kate kathy katie kat kath
catherine kate cathy katie cath cat
kathryn kate kathy katie
margaret maggie meg peggy
jennifer jen jenny
jessica jess jessie
rebecca becky bec becca
deborah deb debbie
susan sue susie
victoria vicky tori vic
abigail abby
amanda mandy
barbara barb
cynthia cindy
dorothy dot dottie
eleanor ellie nell
emily em emmy
isabella bella izzy
jacqueline jackie
judith judy
kimberly kim
melissa mel
melanie mel
natalie nat
natasha tasha nat
penelope penny
philippa pip pippa
rachel rach
stephanie steph
suzanne sue suzie
theodore ted theo
theresa terry tess
teresa terry tess
valerie val
veronica ronnie
oliver olly ollie
olivia liv livvy
harold harry hal
henry harry hank
gabriel gabe
gabrielle gabby
vincent vince vinny
walter walt wally
gerald gerry jerry
raymond ray
douglas doug
francis frank fran
frances fran frankie
sebastian seb bas
cameron cam
bradley brad
bartholomew bart
arthur art artie
albert al bert
alfred alf fred
alan al
ezekiel zeke
yevgeny evgeny zhenya
aleksandr alexandr sasha alex
dmitri dmitry dima
sergei sergey seryozha
mohammed mohamed mohammad muhammad mo
joanna jo joanne
josephine jo josie
edwin ed
allison ali
alison ali
georgina george georgie
wilfred will wilf
roberta bobbie
martin marty
marcus marc
markus mark
leonardo leo
eduardo edu
francisco paco
jose pepe
ignacio nacho
guillermo memo
enrique quique
sven svenni
johannes hannes
friedrich fritz
heinrich heinz
katarzyna kasia
malgorzata gosia
tomasz tomek
krzysztof krzys
"""


def _other_forms() -> dict[str, frozenset[str]]:
    """Formal form → its short forms; short form → the formal ones, but not the other short forms."""
    others: dict[str, set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        formal, *short = line.split()
        others.setdefault(formal, set()).update(short)
        for name in short:
            others.setdefault(name, set()).add(formal)
    return {name: frozenset(forms) for name, forms in others.items()}


# A given name → what else its bearer may be called.
NICKNAMES: dict[str, frozenset[str]] = _other_forms()
# What is a short form of something: "beth", "tom".
SHORT_FORMS: frozenset[str] = frozenset(short for line in _GROUPS.strip().splitlines() for short in line.split()[1:])
